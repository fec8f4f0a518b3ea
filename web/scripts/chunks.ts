import { join } from 'node:path';

interface Graph {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

const src = join(import.meta.dirname, '../src');
/** What a conversation needs to be drawn. */
const FIRST_PAGE = ['features/chat/ConversationPage.tsx', 'features/chat/ConversationList.tsx'].map((file) => join(src, file));
/** Files that only pass on a thousand others: who imports one of those has not asked for the rest. */
const BARREL = /[\\/]lucide-react[\\/]dist[\\/]esm[\\/]lucide-react\.m?js$/;

/**
 * Which modules share a file. Left alone, the bundler writes a hundred files of a few hundred bytes for the first page, which compress
 * badly and come one after the other; together they are a tenth smaller.
 */
export function chunkGroups() {
  let first: Set<string> | undefined;
  return [
    { name: 'base', tags: ['$initial' as const], priority: 2 },
    {
      name: (id: string, graph: Graph) => {
        first ??= closure(FIRST_PAGE, graph);
        return first.has(id) ? 'chat' : null;
      },
      debugName: 'chat',
      priority: 1,
    },
  ];
}

/** The modules and everything they import statically. */
function closure(from: readonly string[], graph: Graph): Set<string> {
  const found = new Set(from);
  for (const id of found) {
    if (BARREL.test(id)) continue;
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  }
  return found;
}
