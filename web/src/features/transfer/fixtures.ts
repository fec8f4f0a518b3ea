/** Exports as the programs write them, cut down to what matters; for tests. */

interface Said {
  content: Record<string, unknown>;
  role?: string;
  recipient?: string;
  metadata?: Record<string, unknown>;
  create_time?: number | null;
}

function node(id: string, parent: string | null, children: string[], said: Said | null): [string, unknown] {
  const message = said && {
    id,
    author: { role: said.role ?? 'assistant', name: null, metadata: {} },
    create_time: said.create_time ?? null,
    update_time: null,
    content: said.content,
    status: 'finished_successfully',
    end_turn: null,
    weight: 1,
    metadata: said.metadata ?? {},
    recipient: said.recipient ?? 'all',
    channel: null,
  };
  return [id, { id, message, parent, children }];
}

const words = (...parts: unknown[]) => ({ content_type: 'text', parts });
const picture = { content_type: 'image_asset_pointer', asset_pointer: 'file-service://file-1', size_bytes: 5, width: 1, height: 1, fovea: null, metadata: null };

export const CHATGPT: unknown[] = [
  {
    title: 'Plots',
    create_time: 1714557600.5,
    update_time: 1714561200,
    mapping: Object.fromEntries([
      node('client-created-root', null, ['system'], null),
      node('system', 'client-created-root', ['profile'], { role: 'system', content: words(''), metadata: { is_visually_hidden_from_conversation: true } }),
      node('profile', 'system', ['ask'], {
        role: 'user',
        content: { content_type: 'user_editable_context', user_profile: 'A person', user_instructions: 'Be brief' },
        metadata: { is_user_system_message: true, is_visually_hidden_from_conversation: true },
      }),
      node('ask', 'profile', ['thinks'], {
        role: 'user',
        content: { content_type: 'multimodal_text', parts: [picture, 'Plot y = x²'].toReversed() },
        create_time: 1714557600.5,
      }),
      node('thinks', 'ask', ['says'], { content: { content_type: 'thoughts', thoughts: [{ summary: 'Plotting', content: 'I should plot.' }], source_analysis_msg_id: 'x' } }),
      node('says', 'thinks', ['calls'], { content: words('I will plot it.') }),
      node('calls', 'says', ['prints'], { recipient: 'python', content: { content_type: 'code', language: 'unknown', response_format_name: null, text: 'plot(x**2)' } }),
      node('prints', 'calls', ['draws'], { role: 'tool', content: { content_type: 'execution_output', text: 'done' } }),
      node('draws', 'prints', ['answers'], { role: 'tool', content: { content_type: 'multimodal_text', parts: [picture] } }),
      node('answers', 'draws', ['thanks', 'more'], {
        content: words('Here is the plot. \uE200cite\uE202turn0search0\uE201'),
        metadata: {
          model_slug: 'gpt-4o',
          content_references: [{ matched_text: '\uE200cite\uE202turn0search0\uE201', type: 'grouped_webpages', alt: '([Wikipedia](https://en.wikipedia.org))' }],
        },
        create_time: 1714557660,
      }),
      node('thanks', 'answers', [], { role: 'user', content: words('Thanks') }),
      node('more', 'answers', ['first', 'searches'], { role: 'user', content: words('And y = x³?') }),
      node('first', 'more', [], { content: words('The first answer.[^1]【4:0†source】') }),
      node('searches', 'more', ['found'], { recipient: 'browser', content: { content_type: 'code', language: 'unknown', text: 'search("cubes")' } }),
      node('found', 'searches', ['canvas'], { role: 'tool', content: { content_type: 'tether_browsing_display', result: 'x', summary: '' } }),
      node('canvas', 'found', ['hidden'], {
        recipient: 'canmore.create_textdoc',
        content: { content_type: 'code', language: 'json', text: JSON.stringify({ name: 'Notes', type: 'document', content: '# Cubes' }) },
      }),
      node('hidden', 'canvas', [], { role: 'tool', content: words('Successfully created text document'), metadata: { is_visually_hidden_from_conversation: true } }),
    ]),
    moderation_results: [],
    current_node: 'hidden',
    plugin_ids: null,
    conversation_id: 'c1',
    conversation_template_id: null,
    gizmo_id: null,
    is_archived: false,
    is_starred: true,
    safe_urls: [],
    default_model_slug: 'gpt-4o',
    id: 'c1',
  },
  { title: 'New chat', create_time: 1714557600, update_time: 1714557600, mapping: Object.fromEntries([node('client-created-root', null, [], null)]), current_node: 'client-created-root', id: 'c2' },
];

function turn(uuid: string, sender: 'human' | 'assistant', said: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    uuid,
    text: said,
    content: [{ start_timestamp: '2025-01-01T10:00:00.000000Z', stop_timestamp: '2025-01-01T10:00:01.000000Z', type: 'text', text: said, citations: [] }],
    sender,
    created_at: '2025-01-01T10:00:00.000000Z',
    updated_at: '2025-01-01T10:00:00.000000Z',
    attachments: [],
    files: [],
    ...more,
  };
}

const NOBODY = '00000000-0000-4000-8000-000000000000';
const account = { uuid: 'account' };
const times = { created_at: '2025-01-01T10:00:00.000000Z', updated_at: '2025-01-02T10:00:00.000000Z' };

export const CLAUDE: unknown[] = [
  {
    uuid: 'k1',
    name: 'Pressure',
    summary: '',
    ...times,
    account,
    chat_messages: [
      turn('a', 'human', 'What is in it? [^1]', { attachments: [{ file_name: 'notes.txt', file_size: 8, file_type: 'txt', extracted_content: 'five bar' }] }),
      turn('b', 'assistant', 'A pressure.\n```\nThis block is not supported on your current device yet.\n```', {
        content: [
          { type: 'thinking', thinking: 'Let me look.', summaries: [] },
          { type: 'text', text: 'A pressure.', citations: [] },
          { type: 'tool_use', name: 'artifacts', input: { id: 'gauge', type: 'image/svg+xml', title: 'Gauge', command: 'create', content: '<svg/>' } },
          { type: 'tool_result', name: 'artifacts', content: [{ type: 'text', text: 'OK' }], is_error: false },
        ],
      }),
      turn('c', 'human', '', { content: [] }),
      turn('d', 'human', 'Thanks'),
    ],
  },
  {
    uuid: 'k2',
    name: 'Branches',
    summary: '',
    ...times,
    account,
    chat_messages: [
      turn('a', 'human', 'Hi', { parent_message_uuid: NOBODY }),
      turn('b', 'assistant', 'One', { parent_message_uuid: 'a' }),
      turn('c', 'assistant', 'Two', { parent_message_uuid: 'a' }),
      turn('d', 'human', 'Go on', { parent_message_uuid: 'b' }),
    ],
  },
  { uuid: 'k3', name: '', summary: '', ...times, account, chat_messages: [] },
];

export const CHATBOX = {
  format: 'chatbox.conversations',
  version: 1,
  conversations: [
    {
      title: 'Own',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      pinned: false,
      model: null,
      head: 'b',
      messages: [
        { id: 'a', parent: null, role: 'user', content: 'How often?', created_at: '2026-01-01T00:00:00Z', state: 'complete' },
        { id: 'b', parent: 'a', role: 'assistant', content: 'Every 500 hours.', created_at: '2026-01-01T00:00:01Z', state: 'complete' },
      ],
    },
  ],
};
