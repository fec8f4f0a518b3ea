import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import type { Prompt } from '@/api/types';
import { undoable } from '@/ui/undoable';

export const { useHidden: useHiddenPrompts, deleteLater: deletePromptLater } = undoable(async (id) => {
  await send(http.DELETE('/api/v1/prompts/{id}', { params: { path: { id } }, keepalive: true }));
  await queryClient.invalidateQueries({ queryKey: keys.prompts });
});

/** Makes a prompt, or changes the one that `id` names. */
export async function savePrompt({ id, name, text }: { id?: string; name: string; text: string }): Promise<void> {
  if (id) await send(http.PATCH('/api/v1/prompts/{id}', { params: { path: { id } }, body: { name, text } }));
  else await send(http.POST('/api/v1/prompts', { body: { name, text } }));
  await queryClient.invalidateQueries({ queryKey: keys.prompts });
}

/** A name like this one that no prompt has. */
export function freeName(name: string, prompts: readonly Pick<Prompt, 'name'>[]): string {
  const taken = new Set(prompts.map((prompt) => prompt.name.toLowerCase()));
  let number = 2;
  while (taken.has(`${name}-${number}`.toLowerCase())) number += 1;
  return `${name}-${number}`;
}
