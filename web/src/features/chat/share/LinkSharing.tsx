import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Copy, ExternalLink, Link2, Link2Off } from 'lucide-react';
import { useState } from 'react';
import { share, shareUrl, sharesQuery } from '@/api/shares';
import type { Id, Share } from '@/api/types';
import { Ago } from '@/ui/ago';
import { Button, buttonClass, IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Spinner } from '@/ui/feedback';
import { Input } from '@/ui/field';
import { focusNeighbour } from '@/ui/neighbour';
import { ProblemNotice } from '@/ui/problem';
import { Segmented } from '@/ui/segmented';
import { revokeLater, useRevoked } from '@/ui/revoking';

/** Makes links to a conversation as it is now, and takes them back. */
export function LinkSharing({ conversation: id }: { conversation: Id }) {
  const [what, setWhat] = useState<'branch' | 'all'>('branch');
  const [made, setMade] = useState<Share | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const shares = useQuery(sharesQuery);
  const revoked = useRevoked(({ ids }) => ids);
  const links = shares.data?.filter((one) => one.conversation === id && !revoked.has(one.id)) ?? [];
  const fresh = made && !revoked.has(made.id) ? made : null;

  function make() {
    setBusy(true);
    setError(null);
    share(id, what === 'all')
      .then(setMade, setError)
      .finally(() => setBusy(false));
  }

  return (
    <>
      <p>{t`Whoever has the link can read the conversation as it is now, with the quotes behind its citations. What you write later and your documents stay with you.`}</p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented<'branch' | 'all'>
          label={t`What is shared`}
          value={what}
          onChange={setWhat}
          options={[
            { value: 'branch', label: t`This branch` },
            { value: 'all', label: t`All branches` },
          ]}
        />
        <Button look={fresh ? 'secondary' : 'primary'} disabled={busy} onClick={make}>
          <Link2 aria-hidden /> {t`Create link`}
        </Button>
      </div>
      {error !== null && <ProblemNotice error={error} onRetry={make} />}
      <div role="status">{fresh && <Fresh url={shareUrl(fresh.token)} />}</div>
      {shares.isPending && <Spinner label={t`Loading links`} />}
      {shares.error && <ProblemNotice error={shares.error} onRetry={() => void shares.refetch()} />}
      {links.length > 0 && (
        <section aria-label={t`Links to this conversation`} className="grid gap-1">
          <h3 className="text-sm font-medium">{t`Links to this conversation`}</h3>
          <ul className="divide-y rounded-md border">
            {links.map((link) => (
              <LinkRow key={link.id} link={link} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Fresh({ url }: { url: string }) {
  return (
    <div className="flex gap-2">
      <Input aria-label={t`Link`} readOnly value={url} onFocus={(event) => event.target.select()} className="font-mono text-sm!" />
      <Button look="primary" onClick={() => copy(url)}>
        <Copy aria-hidden /> {t`Copy link`}
      </Button>
    </div>
  );
}

function LinkRow({ link }: { link: Share }) {
  const { id, token, messages, created_at } = link;
  return (
    <li className="flex items-center gap-1 py-1 ps-3 pe-1">
      <span className="min-w-0 flex-1 truncate text-sm">
        <Ago time={created_at} /> · <span className="text-muted-foreground">{plural(messages, { one: '# message', other: '# messages' })}</span>
      </span>
      <IconButton size="small" label={t`Copy link`} onClick={() => copy(shareUrl(token))}>
        <Copy aria-hidden />
      </IconButton>
      <a href={shareUrl(token)} target="_blank" rel="noreferrer noopener" aria-label={t`Open link`} title={t`Open link`} className={buttonClass('ghost', 'small', 'w-7 px-0!')}>
        <ExternalLink aria-hidden />
      </a>
      <Button
        size="small"
        look="danger"
        onClick={(event) => {
          focusNeighbour(event.currentTarget.closest('li'), 'li', '[role="dialog"]');
          revokeLater(id);
        }}
      >
        <Link2Off aria-hidden /> {t`Revoke`}
      </Button>
    </li>
  );
}
