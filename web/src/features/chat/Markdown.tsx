import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { createElement, isValidElement, memo, useEffect, useMemo, useRef, useState, type ComponentProps, type ReactNode, type RefObject } from 'react';
import { defaultComponents, defaultRehypePlugins, Streamdown, type PluginConfig } from 'streamdown';
import type { Message } from '@/api/types';
import { useTheme } from '@/lib/theme';
import { ArtifactCard, Around } from './ArtifactCard';
import { isArtifact } from './artifacts';
import { Cited, CitationMark } from './CitationMark';
import { CodeFence } from './CodeFence';
import { withMarkup, withoutMarkup } from './diagrams';
import { isDrawable } from './drawable';
import { Lines } from './Lines';
import { citationMarks, lowerHeadings, withoutNames, withTravellingMarks } from './marks';
import { loaded, loadPlugin } from './plugins/load';
import { TableBlock } from './TableBlock';

type Answer = Pick<Message, 'id' | 'content' | 'citations' | 'sources'>;

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
  withoutNames,
];

// One object for all answers: blocks that are finished are drawn once and never again while the rest streams in.
const COMPONENTS: ComponentProps<typeof Streamdown>['components'] = {
  sup: ({ node, children, ...rest }) => {
    const mark = node?.properties.dataCitation;
    return mark ? <CitationMark number={Number(mark)} /> : <sup {...rest}>{children}</sup>;
  },
  // As tall as it is, so that nothing scrolls inside the conversation but wide tables, sideways.
  table: ({ node: _, children }) => <TableBlock>{children}</TableBlock>,
  code: (props) => {
    const language = /language-([^\s]+)/.exec(props.className ?? '')?.[1] ?? '';
    // Streamdown draws what stands in a line, and diagrams.
    if (!('data-block' in props)) return createElement(defaultComponents.code, props);
    if (language === 'mermaid') return createElement(defaultComponents.code, props, withoutMarkup(textOf(props.children)));
    const code = textOf(props.children);
    if ((language === 'html' || language === 'svg') && isArtifact(language, code)) return <ArtifactCard kind={language} code={code} />;
    return <CodeFence code={code} language={language} />;
  },
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
    <div className="prose-answer">
      <Lines text={answer.content} />
    </div>
  );
});

function textOf(children: ReactNode): string {
  if (typeof children === 'string') return children;
  if (isValidElement<{ children?: ReactNode }>(children)) return textOf(children.props.children);
  return Array.isArray(children) ? children.map(textOf).join('') : '';
}

/** Code colours, formulas and diagrams are loaded when an answer needs them. */
function Drawn({ answer, streaming }: MarkdownProps) {
  const plugins = usePlugins(answer.content);
  const dark = useTheme(() => document.documentElement.dataset.theme === 'dark');
  const { id, citations, sources } = answer;
  const cited = useMemo(() => ({ id, citations, sources, streaming }), [id, citations, sources, streaming]);
  const around = useMemo(() => ({ message: answer.id, content: answer.content }), [answer.id, answer.content]);
  const root = useRef<HTMLDivElement>(null);
  useReachableCode(root, answer.content.includes('```'));
  return (
    <Around value={around}>
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
    </Around>
  );
}

function DiagramError({ chart }: { chart: string }) {
  return (
    <figure className="rounded-md border p-3">
      <figcaption className="text-sm text-muted-foreground"><Trans>This diagram could not be drawn; here is its source.</Trans></figcaption>
      <pre className="overflow-x-auto text-sm">{withMarkup(chart)}</pre>
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
        block.setAttribute('aria-label', t`Code`);
      }
    };
    reach();
    const observer = new MutationObserver(reach);
    observer.observe(root.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [root, some]);
}

/** Loads the plugins whose syntax the text contains. */
function usePlugins(content: string): PluginConfig {
  const [plugins, setPlugins] = useState(() => ({ ...loaded }));
  const code = content.includes('```');
  const mermaid = content.includes('```mermaid');
  const math = content.includes('$$');
  useEffect(() => {
    let wanted = true;
    const show = () => wanted && setPlugins({ ...loaded });
    for (const [name, asked] of Object.entries({ code, math, mermaid })) {
      const plugin = name as 'code' | 'math' | 'mermaid';
      if (asked && !loaded[plugin]) loadPlugin(plugin).then(show, () => {});
    }
    return () => {
      wanted = false;
    };
  }, [code, mermaid, math]);
  return plugins;
}
