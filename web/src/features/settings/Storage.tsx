import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import type { Status } from '@/api/types';
import { bytes } from '@/lib/format';

const NAMES: Record<string, MessageDescriptor> = {
  database: msg`Database: conversations, passages, settings`,
  files: msg`Your files`,
  index: msg`Search index`,
  models: msg`Models`,
  other: msg`Other`,
};

/** What takes how much room on the server's disk. */
export function Storage({ parts }: { parts: Status['storage'] }) {
  const total = parts.reduce((sum, part) => sum + part.bytes, 0);
  const largest = Math.max(1, ...parts.map((part) => part.bytes));
  return (
    <dl className="grid gap-3">
      {parts.map((part) => (
        <div key={part.name} className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1">
          <dt>{NAMES[part.name] ? i18n._(NAMES[part.name]!) : part.name}</dt>
          <dd className="text-end tabular-nums">{bytes(part.bytes)}</dd>
          <div aria-hidden className="col-span-2 h-1.5 rounded-full bg-hover forced-colors:border">
            <div className="h-full rounded-full bg-accent forced-colors:bg-[CanvasText]" style={{ width: `${(part.bytes / largest) * 100}%` }} />
          </div>
        </div>
      ))}
      <div className="flex justify-between border-t pt-3 font-medium">
        <dt>{t`In all`}</dt>
        <dd className="tabular-nums">{bytes(total)}</dd>
      </div>
    </dl>
  );
}
