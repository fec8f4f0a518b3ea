import { expect, it } from 'vitest';
import { diagnostics } from './diagnostics';

it('writes what a report needs', () => {
  const text = diagnostics(
    {
      version: '1.2.3',
      ready: false,
      components: [
        { name: 'store', ready: true, detail: 'answers' },
        { name: 'chat_model', ready: false, detail: 'no chat model', hint: 'Run chatbox models pull.' },
      ],
      documents: { ready: 3, failed: 1 },
      indexed_chunks: 40,
      storage: [{ name: 'files', bytes: 1200 }],
    },
    'open',
    'Test/1',
  );
  expect(text).toBe(
    [
      'Chatbox 1.2.3, not ready, live connection open',
      'store: ready, answers',
      'chat_model: NOT READY, no chat model (Run chatbox models pull.)',
      'documents: ready 3, failed 1',
      'passages: 40',
      'bytes: files 1200',
      'browser: Test/1',
    ].join('\n'),
  );
});
