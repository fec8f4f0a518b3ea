import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { http, send } from './client';
import { ApiError } from './problem';
import type { AuditEntry, Conversation, Document, DocumentState, Page } from './types';

/** Refusals (4xx) are final; anything else may be a hiccup and is tried twice more. */
function worthRetrying(failures: number, error: Error): boolean {
  const refused = error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500;
  return !refused && failures < 2;
}

const AGAIN_MS = 5_000;
/** No answer at all, or one of something that stands before a server that is away. */
const AWAY = [0, 502, 503, 504];

/** A request can get lost while the socket stands: what could not be read because nobody answered is tried again, not only after a break. */
export function againIfLost({ state: { status, error } }: { state: { status: string; error: Error | null } }): number | false {
  return status === 'error' && error instanceof ApiError && AWAY.includes(error.problem.status) ? AGAIN_MS : false;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, retryDelay: (n) => 400 * 2 ** n, staleTime: 5_000, refetchInterval: againIfLost },
    mutations: { retry: false },
  },
});

export const keys = {
  access: ['access'] as const,
  accounts: ['accounts'] as const,
  sessions: ['sessions'] as const,
  invitations: ['invitations'] as const,
  apiKeys: ['api-keys'] as const,
  secondFactor: ['second-factor'] as const,
  profile: ['profile'] as const,
  avatars: ['avatars'] as const,
  farewell: (account?: string) => ['farewell', account ?? 'own'] as const,
  deletion: (secret: string) => ['deletion', secret] as const,
  audit: ['audit'] as const,
  directory: ['directory'] as const,
  roles: ['roles'] as const,
  grants: (kind: string, id: string) => ['grants', kind, id] as const,
  collections: ['collections'] as const,
  documents: ['documents'] as const,
  document: (id: string) => ['document', id] as const,
  text: (id: string, revision?: string) => ['document', id, 'text', revision ?? 'current'] as const,
  versions: (id: string) => ['document', id, 'versions'] as const,
  tags: ['tags'] as const,
  conversations: ['conversations'] as const,
  folders: ['folders'] as const,
  prompts: ['prompts'] as const,
  shares: ['shares'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  messages: (id: string) => ['conversation', id, 'messages'] as const,
  models: ['models'] as const,
  provider: ['provider'] as const,
  status: ['status'] as const,
};

/** Whether there are accounts, and who is signed in. */
export const accessQuery = queryOptions({
  queryKey: keys.access,
  queryFn: ({ signal }) => send(http.GET('/api/v1/auth', { signal })),
});

export const accountsQuery = queryOptions({
  queryKey: keys.accounts,
  queryFn: ({ signal }) => send(http.GET('/api/v1/accounts', { signal })),
});

export const invitationsQuery = queryOptions({
  queryKey: keys.invitations,
  queryFn: ({ signal }) => send(http.GET('/api/v1/invitations', { signal })),
});

export const apiKeysQuery = queryOptions({
  queryKey: keys.apiKeys,
  queryFn: ({ signal }) => send(http.GET('/api/v1/api-keys', { signal })),
});

export const secondFactorQuery = queryOptions({
  queryKey: keys.secondFactor,
  queryFn: ({ signal }) => send(http.GET('/api/v1/auth/second-factor', { signal })),
});

export const rolesQuery = queryOptions({
  queryKey: keys.roles,
  queryFn: ({ signal }) => send(http.GET('/api/v1/roles', { signal })),
});

export const profileQuery = queryOptions({
  queryKey: keys.profile,
  queryFn: ({ signal }) => send(http.GET('/api/v1/auth/profile', { signal })),
});

/** Who has a picture. */
export const avatarsQuery = queryOptions({
  queryKey: keys.avatars,
  queryFn: ({ signal }) => send(http.GET('/api/v1/avatars', { signal })),
  staleTime: 60_000,
});

/** What goes with an account: one's own, or that of somebody one manages. */
export const farewellQuery = (account?: string) =>
  queryOptions({
    queryKey: keys.farewell(account),
    queryFn: ({ signal }) =>
      account === undefined
        ? send(http.GET('/api/v1/auth/deletion', { signal }))
        : send(http.GET('/api/v1/accounts/{id}/deletion', { params: { path: { id: account } }, signal })),
    staleTime: 0,
  });

/** How far a deletion is; asked again and again until its end. */
export const deletionQuery = (secret: string) =>
  queryOptions({
    queryKey: keys.deletion(secret),
    queryFn: ({ signal }) => send(http.GET('/api/v1/deletions/{secret}', { params: { path: { secret } }, signal })),
    refetchInterval: ({ state: { data, error } }) => (data?.ended_at ?? error ? false : 1_000),
  });

export const directoryQuery = queryOptions({
  queryKey: keys.directory,
  queryFn: ({ signal }) => send(http.GET('/api/v1/directory', { signal })),
});

export const sessionsQuery = queryOptions({
  queryKey: keys.sessions,
  queryFn: ({ signal }) => send(http.GET('/api/v1/auth/sessions', { signal })),
});

export const collectionsQuery = queryOptions({
  queryKey: keys.collections,
  queryFn: ({ signal }) => send(http.GET('/api/v1/collections', { signal })),
});

export const tagsQuery = queryOptions({
  queryKey: keys.tags,
  queryFn: ({ signal }) => send(http.GET('/api/v1/tags', { signal })),
});

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.versions(id),
    queryFn: ({ signal }) => send(http.GET('/api/v1/documents/{id}/versions', { params: { path: { id } }, signal })),
  });

export const foldersQuery = queryOptions({
  queryKey: keys.folders,
  queryFn: ({ signal }) => send(http.GET('/api/v1/folders', { signal })),
});

export const promptsQuery = queryOptions({
  queryKey: keys.prompts,
  queryFn: ({ signal }) => send(http.GET('/api/v1/prompts', { signal })),
});

export const modelsQuery = queryOptions({
  queryKey: keys.models,
  queryFn: ({ signal }) => send(http.GET('/api/v1/models', { signal })),
  staleTime: 60_000,
});

export const providerQuery = queryOptions({
  queryKey: keys.provider,
  queryFn: async ({ signal }) => (await send(http.GET('/api/v1/provider', { signal }))) ?? null,
});

export const statusQuery = queryOptions({
  queryKey: keys.status,
  queryFn: ({ signal }) => send(http.GET('/api/v1/status', { signal })),
});

export interface DocumentsFilter {
  collection?: string;
  state?: DocumentState;
  contains?: string;
  tag?: string;
  sort?: 'added' | 'title' | 'size';
  order?: 'asc' | 'desc';
}

export const documentsQuery = (filter: DocumentsFilter) =>
  infiniteQueryOptions({
    queryKey: [keys.documents[0], filter] as const,
    queryFn: ({ pageParam, signal }) =>
      send(http.GET('/api/v1/documents', { params: { query: { ...filter, ...cursor(pageParam), limit: 100 } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: Page<Document>) => last.next,
  });

/** The newest documents that can be asked about. */
export const recentDocumentsQuery = (limit: number) =>
  queryOptions({
    queryKey: [...keys.documents, 'recent', limit],
    queryFn: async ({ signal }) =>
      (await send(http.GET('/api/v1/documents', { params: { query: { state: 'ready', sort: 'added', order: 'desc', limit } }, signal }))).items,
  });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: keys.document(id),
    queryFn: ({ signal }) => send(http.GET('/api/v1/documents/{id}', { params: { path: { id } }, signal })),
  });

export const documentTextQuery = (id: string, revision?: string) =>
  queryOptions({
    queryKey: keys.text(id, revision),
    queryFn: ({ signal }) =>
      send(
        http.GET('/api/v1/documents/{id}/text', {
          params: { path: { id }, query: revision ? { revision } : {} },
          signal,
        }),
      ),
    // The text of a revision never changes, but re-indexing may give it to another one.
    staleTime: revision ? 60_000 : 5_000,
    gcTime: 60_000,
  });

/** What the audit log is limited to; empty parts let everything through. */
export interface AuditWanted {
  action?: string;
  contains?: string;
  outcome?: AuditEntry['outcome'] | '';
}

export const auditQuery = ({ action, contains, outcome }: AuditWanted) =>
  infiniteQueryOptions({
    queryKey: [...keys.audit, action ?? '', contains ?? '', outcome ?? ''],
    queryFn: ({ pageParam, signal }) =>
      send(
        http.GET('/api/v1/audit', {
          params: { query: { ...(action ? { action } : {}), ...(contains ? { contains } : {}), ...(outcome ? { outcome } : {}), ...cursor(pageParam), limit: 50 } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last: Page<AuditEntry>) => last.next,
  });

export const conversationsQuery = (contains: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.conversations, contains],
    queryFn: ({ pageParam, signal }) =>
      send(
        http.GET('/api/v1/conversations', {
          params: { query: { ...(contains ? { contains } : {}), ...cursor(pageParam), limit: 50 } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last: Page<Conversation>) => last.next,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.conversation(id),
    queryFn: ({ signal }) => send(http.GET('/api/v1/conversations/{id}', { params: { path: { id } }, signal })),
  });

export const messagesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.messages(id),
    queryFn: ({ signal }) => send(http.GET('/api/v1/conversations/{id}/messages', { params: { path: { id } }, signal })),
  });

function cursor(value: string): { cursor?: string } {
  return value ? { cursor: value } : {};
}
