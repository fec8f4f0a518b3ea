import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Copy, ExternalLink, Link2, Link2Off } from 'lucide-react';
import { useEffect, useState } from 'react';
import { shareUrl, sharesQuery } from '@/api/shares';
import type { Share } from '@/api/types';
import { Ago } from '@/ui/ago';
import { Button, buttonClass, IconButton } from '@/ui/button';
import { copy } from '@/ui/copy';
import { Empty, Loading } from '@/ui/feedback';
import { SearchBox } from '@/ui/field';
import { focusNeighbour } from '@/ui/neighbour';
import { ProblemNotice } from '@/ui/problem';
import { revokeLater, useRevoked } from '@/ui/revoking';

/** From this many links on it is quicker to search. */
const MANY = 10;

/** Every link that was given away, and the way to take it back. */
export default function SharesPage() {
  const shares = useQuery(sharesQuery);
  const revoked = useRevoked(({ ids }) => ids);
  const [wanted, setWanted] = useState('');
  const title = t`Shared links`;
  useEffect(() => {
    document.title = `${title} · ${t`Settings`} · Chatbox`;
  }, [title]);

  const all = shares.data?.filter(({ id }) => !revoked.has(id)) ?? [];
  const shown = all.filter((link) => link.title.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <>
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold">{title}</h1>
        <p className="text-muted-foreground">{t`Whoever has a link can read that conversation as it was when the link was made. A revoked link leads nowhere from then on.`}</p>
      </div>
      {shares.isPending && <Loading label={t`Loading links`} />}
      {shares.error && <ProblemNotice error={shares.error} onRetry={() => void shares.refetch()} />}
      {shares.data && all.length === 0 && (
        <Empty icon={Link2} title={t`Nothing is shared`}>
          {t`Open the menu of a conversation in the list and choose “Share” to make a link.`}
        </Empty>
      )}
      {all.length > MANY && <SearchBox label={t`Search links`} value={wanted} onValue={setWanted} />}
      {all.length > 0 && shown.length === 0 && <p className="text-muted-foreground">{t`No link has this in its title.`}</p>}
      {shown.length > 0 && (
        <section aria-label={title}>
          <ul className="divide-y rounded-md border">
            {shown.map((link) => (
              <Row key={link.id} link={link} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Row({ link: { id, token, conversation, title, messages, created_at } }: { link: Share }) {
  const name = title || t`Conversation`;
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 py-2 ps-4 pe-2">
      <div className="grid min-w-0 flex-1 basis-56">
        <Link to="/chat/$conversation" params={{ conversation }} dir="auto" className="truncate font-medium hover:underline" title={name}>
          {name}
        </Link>
        <span className="text-sm text-muted-foreground">
          <Ago time={created_at} /> · {plural(messages, { one: '# message', other: '# messages' })}
        </span>
      </div>
      <div className="flex items-center gap-1">
        <IconButton size="small" label={t`Copy link to ${name}`} onClick={() => copy(shareUrl(token))}>
          <Copy aria-hidden />
        </IconButton>
        <a
          href={shareUrl(token)}
          target="_blank"
          rel="noreferrer noopener"
          aria-label={t`Open link to ${name}`}
          title={t`Open link to ${name}`}
          className={buttonClass('ghost', 'small', 'w-7 px-0!')}
        >
          <ExternalLink aria-hidden />
        </a>
        <Button
          size="small"
          look="danger"
          aria-label={t`Revoke link to ${name}`}
          onClick={(event) => {
            focusNeighbour(event.currentTarget.closest('li'), 'li', '#page');
            revokeLater(id);
          }}
        >
          <Link2Off aria-hidden /> {t`Revoke`}
        </Button>
      </div>
    </li>
  );
}
