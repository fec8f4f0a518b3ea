import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { Copy, Download, FileX2, RotateCw, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Id } from '@/api/types';
import { inPanel } from '@/lib/panel';
import { IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Empty } from '@/ui/feedback';
import { Select } from '@/ui/field';
import { Segmented } from '@/ui/segmented';
import { versionsOf, type Version } from './artifacts';
import { useRuns } from './runs';
import { useConversation } from './useConversation';

interface ArtifactPanelProps {
  conversation: Id;
  /** `message:index`. */
  artifact: string;
  onClose(): void;
}

/** What an answer drew, running in a frame of its own, with its source and its earlier states. */
export default function ArtifactPanel({ conversation, artifact, onClose }: ArtifactPanelProps) {
  const { turns } = useConversation(conversation);
  const views = useRuns((state) => state.views);
  const navigate = useNavigate();
  const [tab, setTab] = useState<'preview' | 'source'>('preview');
  const [run, setRun] = useState(0);
  const versions = useMemo(
    () => versionsOf(turns.map(({ message }) => (message.run && views[message.run]?.message) || message), artifact),
    [turns, views, artifact],
  );
  const shown = versions.find(({ id }) => id === artifact);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex flex-wrap items-center gap-1 border-b py-2 ps-4 pe-2">
        <h2 className="min-w-0 flex-1 truncate font-semibold" dir="auto">
          {shown?.title || t`Artifact`}
        </h2>
        {versions.length > 1 && (
          <Select
            aria-label={t`Version`}
            className="w-28"
            value={artifact}
            onChange={(event) => void navigate({ to: '.', search: (old) => inPanel(old, { artifact: event.target.value }), replace: true })}
          >
            {versions.map(({ id }, at) => (
              <option key={id} value={id}>
                {t`Version ${at + 1}`}
              </option>
            ))}
          </Select>
        )}
        <IconButton label={t`Run again`} disabled={tab !== 'preview'} onClick={() => setRun(run + 1)}>
          <RotateCw aria-hidden />
        </IconButton>
        <IconButton label={t`Copy source`} disabled={!shown} onClick={() => shown && copy(shown.code)}>
          <Copy aria-hidden />
        </IconButton>
        <IconButton label={t`Download`} disabled={!shown} onClick={() => shown && save(shown)}>
          <Download aria-hidden />
        </IconButton>
        <IconButton label={t`Close the artifact`} onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      {!shown ? (
        <Empty icon={FileX2} title={t`This artifact is not in view`}>
          <Trans>It belongs to another branch, or its message was deleted.</Trans>
        </Empty>
      ) : (
        <>
          <div className="border-b px-4 py-2">
            <Segmented
              label={t`View`}
              value={tab}
              options={[
                { value: 'preview', label: t`Preview` },
                { value: 'source', label: t`Source` },
              ]}
              onChange={(next) => setTab(next === 'source' ? 'source' : 'preview')}
            />
          </div>
          {tab === 'source' ? (
            <pre tabIndex={0} aria-label={t`Source`} role="region" className="min-h-0 flex-1 overflow-auto p-4 font-mono text-sm">
              {shown.code}
            </pre>
          ) : shown.complete ? (
            <Preview key={`${shown.id} ${run} ${shown.code.length}`} version={shown} />
          ) : (
            <p role="status" className="p-4 text-muted-foreground">
              <Trans>It is still being written; it runs when it is whole.</Trans>
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** The frame gets the code once, when it says that it is ready. It has no way back to this page but that one word. */
function Preview({ version }: { version: Version }) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const heard = (event: MessageEvent) => {
      if (event.source !== frame.current?.contentWindow || event.data !== 'artifact-ready') return;
      window.removeEventListener('message', heard);
      // The frame's origin is opaque, so it cannot be named; the window it goes to is.
      frame.current?.contentWindow?.postMessage({ code: version.code }, '*');
    };
    window.addEventListener('message', heard);
    return () => window.removeEventListener('message', heard);
  }, [version.code]);
  return <iframe ref={frame} title={version.title || t`Preview`} src="/artifact.html" sandbox="allow-scripts" referrerPolicy="no-referrer" className="min-h-0 w-full flex-1 bg-white" />;
}

function save({ kind, title, code }: Version): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([code], { type: 'text/plain' }));
  link.download = `${title.replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'artifact'}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
