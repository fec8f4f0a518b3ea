import { memo, useEffect, useMemo, useRef, useState, type ComponentProps, type RefObject } from 'react';
import { defaultRehypePlugins, Streamdown, type PluginConfig } from 'streamdown';
import type { Message } from '@/api/types';
import { useTheme } from '@/lib/theme';
import { Cited, CitationMark } from './CitationMark';
import { isDrawable } from './drawable';
import { citationMarks, lowerHeadings, withTravellingMarks } from './marks';

type Answer = Pick<Message, 'content' | 'citations' | 'sources'>;

interface MarkdownProps {
  answer: Answer;
  streaming: boolean;
}

// `harden` is Streamdown's guard for links and images. No picture is ever fetched: an address in an answer could carry data away.
const harden = defaultRehypePlugins.harden;
const REHYPE: ComponentProps<typeof Streamdown>['rehypePlugins'] = [
  ...Object.entries(defaultRehypePlugins).flatMap(([name, plugin]) => (name === 'harden' ? [] : [plugin])),
  [
    Array.isArray(harden) ? harden[0] : harden!,
    { allowedProtocols: ['http', 'https', 'mailto'], allowedLinkPrefixes: ['*'], allowedImagePrefixes: [], allowDataImages: false },
  ] as never,
  citationMarks,
  lowerHeadings,
];

// One object for all answers: blocks that are finished are drawn once and never again while the rest streams in.
const COMPONENTS: ComponentProps<typeof Streamdown>['components'] = {
  sup: ({ node, children, ...rest }) => {
    const mark = node?.properties.dataCitation;
    return mark ? <CitationMark number={Number(mark)} /> : <sup {...rest}>{children}</sup>;
  },
  // As tall as it is, so that nothing scrolls inside the conversation but wide tables, sideways, with the keyboard too.
  table: ({ node: _, children }) => (
    <div role="group" aria-label="Table" tabIndex={0} className="overflow-x-auto rounded-md border">
      <table className="w-full border-collapse">{children}</table>
    </div>
  ),
  a: ({ node: _, children, ...rest }) => (
    <a {...rest} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
};

/** An answer's Markdown with its citation marks; as it is written, if drawing it would stop the page. */
export default memo(function Markdown({ answer, streaming }: MarkdownProps) {
  const drawable = useMemo(() => isDrawable(answer.content), [answer.content]);
  if (drawable) return <Drawn answer={answer} streaming={streaming} />;
  return (
    <p dir="auto" className="prose-answer break-words whitespace-pre-wrap">
      {answer.content}
    </p>
  );
});

/** Code colours, formulas and diagrams are loaded when an answer needs them. */
function Drawn({ answer, streaming }: MarkdownProps) {
  const plugins = usePlugins(answer.content);
  const dark = useTheme(() => document.documentElement.dataset.theme === 'dark');
  const { citations, sources } = answer;
  const cited = useMemo(() => ({ citations, sources, streaming }), [citations, sources, streaming]);
  const root = useRef<HTMLDivElement>(null);
  useReachableCode(root, answer.content.includes('```'));
  return (
    <Cited value={cited}>
    <div ref={root}>
    <Streamdown
      className="prose-answer space-y-4"
      mode={streaming ? 'streaming' : 'static'}
      isAnimating={streaming}
      dir="auto"
      rehypePlugins={REHYPE}
      components={COMPONENTS}
      plugins={plugins}
      linkSafety={{ enabled: false }}
      controls={{ code: { download: false }, mermaid: { download: false, copy: false, panZoom: false } }}
      mermaid={{ config: { theme: dark ? 'dark' : 'neutral', securityLevel: 'strict', fontFamily: 'inherit' }, errorComponent: DiagramError }}
    >
      {withTravellingMarks(answer.content, streaming)}
    </Streamdown>
    </div>
    </Cited>
  );
}

function DiagramError({ chart }: { chart: string }) {
  return (
    <figure className="rounded-md border p-3">
      <figcaption className="text-sm text-muted-foreground">This diagram could not be drawn; here is its source.</figcaption>
      <pre className="overflow-x-auto text-sm">{chart}</pre>
    </figure>
  );
}

/** Long lines of code scroll sideways; the arrow keys reach them too. The renderer draws a block anew when its colours arrive. */
function useReachableCode(root: RefObject<HTMLElement | null>, some: boolean): void {
  useEffect(() => {
    if (!some || !root.current) return;
    const reach = () => {
      for (const block of root.current?.querySelectorAll('[data-language].overflow-x-auto:not([tabindex])') ?? []) {
        block.setAttribute('tabindex', '0');
        block.setAttribute('role', 'group');
        block.setAttribute('aria-label', 'Code');
      }
    };
    reach();
    const observer = new MutationObserver(reach);
    observer.observe(root.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [root, some]);
}

const loaded: PluginConfig = {};

/** Loads the plugins whose syntax the text contains. */
function usePlugins(content: string): PluginConfig {
  const [plugins, setPlugins] = useState(() => ({ ...loaded }));
  const code = content.includes('```');
  const mermaid = content.includes('```mermaid');
  const math = content.includes('$$');
  useEffect(() => {
    let wanted = true;
    const show = () => wanted && setPlugins({ ...loaded });
    if (code && !loaded.code) void import('./plugins/code').then((module) => ((loaded.code = module.code), show()));
    if (mermaid && !loaded.mermaid) void import('./plugins/mermaid').then((module) => ((loaded.mermaid = module.mermaid), show()));
    if (math && !loaded.math) void import('./plugins/math').then((module) => ((loaded.math = module.math), show()));
    return () => {
      wanted = false;
    };
  }, [code, mermaid, math]);
  return plugins;
}
