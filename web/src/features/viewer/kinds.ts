import type { Document } from '@/api/types';

/** The ways a document is shown. */
export type ViewKind = 'pdf' | 'table' | 'markdown' | 'code' | 'text';

/** How a document is shown. What could not be read has no media type; then its name tells. */
export function viewKind({ media_type: type, path }: Pick<Document, 'media_type' | 'path'>): ViewKind {
  const extension = extensionOf(path);
  if (type === 'application/pdf' || (!type && extension === 'pdf')) return 'pdf';
  if (type === 'text/csv' || type === 'text/tab-separated-values') return 'table';
  if (type === 'text/markdown') return 'markdown';
  if (type === 'application/json' || type?.startsWith('text/x-')) return 'code';
  return /^(json|ya?ml|toml)$/.test(extension) ? 'code' : 'text';
}

/** Extensions whose language has another name. Others are looked up as they are. */
const LANGUAGES: Record<string, string> = { h: 'c', hpp: 'cpp', cc: 'cpp', cxx: 'cpp', htm: 'html', conf: 'ini', cfg: 'ini', jsonl: 'json', ndjson: 'json', geojson: 'json', psm1: 'powershell', bat: 'text', cjs: 'js', mts: 'ts', cts: 'ts', svg: 'xml', xsd: 'xml', patch: 'diff', mk: 'make', gradle: 'kotlin', kts: 'kotlin' };

/** The language whose colours a file of code gets. */
export function languageOf({ media_type: type, path }: Pick<Document, 'media_type' | 'path'>): string {
  if (type === 'application/json') return 'json';
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  if (name === 'dockerfile' || name === 'makefile') return name;
  const extension = extensionOf(path);
  return LANGUAGES[extension] ?? extension;
}

function extensionOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
