import { t } from '@lingui/core/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { http, send } from '@/api/client';
import { modelsQuery, promptsQuery } from '@/api/queries';
import type { Document, ModelInfo, Prompt } from '@/api/types';
import { useCommandList, type Command } from '@/ui/commands';
import type { Wish } from './composerMenu';

/** Something a wish can be granted with. */
export type Option =
  | { kind: 'prompt'; id: string; title: string; detail: string; prompt: Prompt }
  | { kind: 'command'; id: string; title: string; detail: string; command: Command }
  | { kind: 'model'; id: string; title: string; detail: string; model: ModelInfo }
  | { kind: 'document'; id: string; title: string; detail: string; document: Document };

const MOST = 8;

/** What fits the sign and the letters typed after it, best first. */
export function useWishOptions(wish: Wish | null): { options: Option[]; loading: boolean } {
  const text = wish?.text ?? '';
  const prompts = useQuery({ ...promptsQuery, enabled: wish?.sign === '/' });
  const models = useQuery({ ...modelsQuery, enabled: wish?.sign === '@' });
  const documents = useQuery({
    queryKey: ['documents', 'named', text],
    queryFn: ({ signal }) =>
      send(http.GET('/api/v1/documents', { params: { query: { state: 'ready', limit: MOST, ...(text ? { contains: text } : {}) } }, signal })),
    enabled: wish?.sign === '#',
    placeholderData: keepPreviousData,
  });
  const lists = useCommandList((state) => state.lists);
  const fits = (name: string) => name.toLowerCase().includes(text.toLowerCase());

  if (wish?.sign === '/') {
    const own = (prompts.data ?? []).filter(({ name }) => fits(name)).map((prompt): Option => ({ kind: 'prompt', id: prompt.id, title: prompt.name, detail: prompt.text, prompt }));
    const commands = [...lists.values()]
      .flat()
      .filter(({ title }) => text !== '' && fits(title))
      .map((command): Option => ({ kind: 'command', id: command.id, title: command.title, detail: command.group, command }));
    return { options: [...own, ...commands].slice(0, MOST), loading: prompts.isPending };
  }
  if (wish?.sign === '@') {
    const found = (models.data ?? []).filter(({ name, id }) => fits(name) || fits(id));
    const options = found.slice(0, MOST).map((model): Option => ({ kind: 'model', id: model.id, title: model.name, detail: model.local ? t`On this machine` : t`Connected`, model }));
    return { options, loading: models.isPending };
  }
  if (wish?.sign === '#') {
    const options = (documents.data?.items ?? []).map((document): Option => ({ kind: 'document', id: document.id, title: document.title, detail: document.path, document }));
    return { options, loading: documents.isPending };
  }
  return { options: [], loading: false };
}
