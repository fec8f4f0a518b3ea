import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { createContext, createElement, isValidElement, use, useEffect, useMemo, useRef, useState, type ComponentProps, type ReactNode, type RefObject } from 'react';
import { defaultComponents, defaultRehypePlugins, Streamdown, type PluginConfig } from 'streamdown';
import { useTheme } from '@/lib/theme';
import { CodeFence } from './CodeFence';
import { withMarkup, withoutMarkup } from './diagrams';
import { withoutNames } from './names';
import { loaded, loadPlugin } from './plugins/load';
import { knowsHtml } from './plugins/raw';
import { TableBlock } from './TableBlock';

type Rehype = NonNullable<ComponentProps<typeof Streamdown>['rehypePlugins']>;
export type Components = NonNullable<ComponentProps<typeof Streamdown>['components']>;

// `harden` is Streamdown's guard for links and images. No picture is ever fetched: an address in a text could carry data away.
const harden = defaultRehypePlugins.harden;
const SAFE: Rehype = [
  ...Object.entries(defaultRehypePlugins).flatMap(([name, plugin]) => (name === 'harden' ? [] : [plugin])),
  [
    Array.isArray(harden) ? harden[0] : harden!,
    { allowedProtocols: ['http', 'https', 'mailto'], allowedLinkPrefixes: ['*'], allowedImagePrefixes: [], allowDataImages: false },
  ] as never,
];

/** A block of code. */
export interface Fence {
  language: string;
  code: string;
}

/** A fence that is drawn in a way of its own; null for as every other. */
type DrawFence = (fence: Fence) => ReactNode;
const plain: DrawFence = () => null;
const Fences = createContext<DrawFence>(plain);

function Block(fence: Fence) {
  return use(Fences)(fence) ?? <CodeFence {...fence} />;
}

const COMPONENTS: Components = {
  // As tall as it is, so that nothing scrolls inside the text but wide tables, sideways.
  table: ({ node: _, children }) => <TableBlock>{children}</TableBlock>,
  code: (props) => {
    const language = /language-([^\s]+)/.exec(props.className ?? '')?.[1] ?? '';
    // Streamdown draws what stands in a line, and diagrams.
    if (!('data-block' in props)) return createElement(defaultComponents.code, props);
    if (language === 'mermaid') return createElement(defaultComponents.code, props, withoutMarkup(textOf(props.children)));
    return <Block language={language} code={textOf(props.children)} />;
  },
  a: ({ node: _, children, ...rest }) => (
    <a {...rest} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
};

interface MarkdownTextProps {
  text: string;
  streaming?: boolean;
  /** Plugins that run after those which make the text safe; the same list on every render. */
  rehype: Rehype;
  /** Elements that are drawn in another way; the same object on every render, so that finished blocks are not drawn again. */
  components?: Components;
  fence?: DrawFence;
}

/** Markdown of strangers, drawn safely. The caller asks `isDrawable` first. Code colours, formulas and diagrams are loaded when the text needs them. */
export function MarkdownText({ text, streaming = false, rehype, components, fence = plain }: MarkdownTextProps) {
  const plugins = usePlugins(text);
  const html = useHtml(text);
  const dark = useTheme(() => document.documentElement.dataset.theme === 'dark');
  // Another list when HTML is understood: then blocks are drawn anew.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const all = useMemo(() => [...SAFE, ...rehype, withoutNames], [rehype, html]);
  const drawn = useMemo(() => ({ ...COMPONENTS, ...components }), [components]);
  const { locale } = useLingui().i18n;
  // The same object on every render, so that finished blocks are not drawn again; another one in another language.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words are of the language in use.
  const words = useMemo(() => ({ viewFullscreen: t`View in full screen`, exitFullscreen: t`Leave full screen`, mermaidAriaLabel: t`Diagram` }), [locale]);
  const root = useRef<HTMLDivElement>(null);
  useReachableCode(root, text.includes('```'));
  return (
    <Fences value={fence}>
    <div ref={root}>
      <Streamdown
        className="prose-answer space-y-4"
        mode={streaming ? 'streaming' : 'static'}
        isAnimating={streaming}
        dir="auto"
        rehypePlugins={all}
        components={drawn}
        plugins={plugins}
        linkSafety={{ enabled: false }}
        translations={words}
        controls={{ code: { download: false }, mermaid: { download: false, copy: false, panZoom: false } }}
        mermaid={{ config: { theme: dark ? 'dark' : 'neutral', securityLevel: 'strict', fontFamily: 'inherit' }, errorComponent: DiagramError }}
      >
        {text}
      </Streamdown>
    </div>
    </Fences>
  );
}

function textOf(children: ReactNode): string {
  if (typeof children === 'string') return children;
  if (isValidElement<{ children?: ReactNode }>(children)) return textOf(children.props.children);
  return Array.isArray(children) ? children.map(textOf).join('') : '';
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

/** Loads the parser of HTML when the text contains something like a tag; returns whether tags are understood. */
function useHtml(content: string): boolean {
  const [known, setKnown] = useState(knowsHtml);
  const wanted = !known && /<[a-z!/?]/i.test(content);
  useEffect(() => {
    if (wanted) loadPlugin('html').then(() => setKnown(true), () => {});
  }, [wanted]);
  return known;
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
