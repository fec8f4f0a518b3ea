/**
 * What `@streamdown/code` takes from `shiki`, with the languages people meet instead of all three hundred: the binary carries the
 * page, and every grammar is weight. vite.config.ts puts this module in the place of `shiki`. Other languages are shown plain.
 */
import { createBundledHighlighter, type DynamicImportLanguageRegistration } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

const LANGUAGES: { id: string; name: string; aliases?: string[]; import: DynamicImportLanguageRegistration }[] = [
  { id: 'bash', name: 'Shell', aliases: ['sh', 'shell', 'zsh', 'shellscript'], import: () => import('shiki/langs/bash.mjs') },
  { id: 'c', name: 'C', import: () => import('shiki/langs/c.mjs') },
  { id: 'cpp', name: 'C++', aliases: ['c++'], import: () => import('shiki/langs/cpp.mjs') },
  { id: 'csharp', name: 'C#', aliases: ['c#', 'cs'], import: () => import('shiki/langs/csharp.mjs') },
  { id: 'css', name: 'CSS', import: () => import('shiki/langs/css.mjs') },
  { id: 'diff', name: 'Diff', aliases: ['patch'], import: () => import('shiki/langs/diff.mjs') },
  { id: 'docker', name: 'Dockerfile', aliases: ['dockerfile'], import: () => import('shiki/langs/docker.mjs') },
  { id: 'go', name: 'Go', import: () => import('shiki/langs/go.mjs') },
  { id: 'html', name: 'HTML', import: () => import('shiki/langs/html.mjs') },
  { id: 'ini', name: 'INI', aliases: ['properties'], import: () => import('shiki/langs/ini.mjs') },
  { id: 'java', name: 'Java', import: () => import('shiki/langs/java.mjs') },
  { id: 'javascript', name: 'JavaScript', aliases: ['js', 'mjs', 'cjs', 'jsx'], import: () => import('shiki/langs/javascript.mjs') },
  { id: 'json', name: 'JSON', aliases: ['jsonc'], import: () => import('shiki/langs/json.mjs') },
  { id: 'kotlin', name: 'Kotlin', aliases: ['kt'], import: () => import('shiki/langs/kotlin.mjs') },
  { id: 'lua', name: 'Lua', import: () => import('shiki/langs/lua.mjs') },
  { id: 'make', name: 'Makefile', aliases: ['makefile'], import: () => import('shiki/langs/make.mjs') },
  { id: 'markdown', name: 'Markdown', aliases: ['md'], import: () => import('shiki/langs/markdown.mjs') },
  { id: 'php', name: 'PHP', import: () => import('shiki/langs/php.mjs') },
  { id: 'powershell', name: 'PowerShell', aliases: ['ps1', 'ps'], import: () => import('shiki/langs/powershell.mjs') },
  { id: 'python', name: 'Python', aliases: ['py'], import: () => import('shiki/langs/python.mjs') },
  { id: 'r', name: 'R', import: () => import('shiki/langs/r.mjs') },
  { id: 'ruby', name: 'Ruby', aliases: ['rb'], import: () => import('shiki/langs/ruby.mjs') },
  { id: 'rust', name: 'Rust', aliases: ['rs'], import: () => import('shiki/langs/rust.mjs') },
  { id: 'scala', name: 'Scala', import: () => import('shiki/langs/scala.mjs') },
  { id: 'sql', name: 'SQL', import: () => import('shiki/langs/sql.mjs') },
  { id: 'swift', name: 'Swift', import: () => import('shiki/langs/swift.mjs') },
  { id: 'toml', name: 'TOML', import: () => import('shiki/langs/toml.mjs') },
  { id: 'typescript', name: 'TypeScript', aliases: ['ts', 'tsx'], import: () => import('shiki/langs/typescript.mjs') },
  { id: 'xml', name: 'XML', import: () => import('shiki/langs/xml.mjs') },
  { id: 'yaml', name: 'YAML', aliases: ['yml'], import: () => import('shiki/langs/yaml.mjs') },
];

export const bundledLanguagesInfo = LANGUAGES;
export const bundledLanguages = Object.fromEntries(LANGUAGES.map((language) => [language.id, language.import]));

export const createHighlighter = createBundledHighlighter({
  langs: bundledLanguages,
  themes: {
    'github-light': () => import('shiki/themes/github-light.mjs'),
    'github-dark': () => import('shiki/themes/github-dark.mjs'),
  },
  engine: () => createJavaScriptRegexEngine({ forgiving: true }),
});
