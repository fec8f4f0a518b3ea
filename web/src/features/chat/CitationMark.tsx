import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { clsx } from 'clsx';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { HoverCard } from 'radix-ui';
import { createContext, use, useRef, useState } from 'react';
import type { Citation, Message } from '@/api/types';
import { Button } from '@/ui/button';
import { sentence } from '@/ui/problem';
import { CanOpen } from './canOpen';
import { sourceNumbers } from './marks';
import { citeOf, excerpt, placeOfCitation } from './sources';
import { useOpenPlace } from './usePlace';

/** The citations and sources of the answer around a mark. */
export const Cited = createContext<Pick<Message, 'id' | 'citations' | 'sources'> & { streaming: boolean }>({ id: '', citations: [], sources: [], streaming: false });

const MARK = 'mx-0.5 inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm px-1 align-[0.15em] text-xs font-medium no-underline';

/** A citation in the text: a small number that tells on hover and opens on click. */
export function CitationMark({ number }: { number: number }) {
  const { id, citations, sources, streaming } = use(Cited);
  const [open, setOpen] = useState(false);
  // Who clicked wants the source; the card would only stand in the way until the pointer comes anew.
  const clicked = useRef(false);
  const openPlace = useOpenPlace();
  const canOpen = use(CanOpen);
  const citation = citations.find((one) => one.number === number);
  if (!citation) {
    const words = streaming ? t`This citation is being checked` : t`The answer ended before this citation was checked`;
    return (
      <span role="img" aria-label={words} title={words} className={clsx(MARK, 'bg-muted text-muted-foreground', streaming && 'animate-pulse')}>
        {streaming ? '…' : '?'}
      </span>
    );
  }

  const unsupported = citation.check.verdict === 'unsupported';
  const show = () => openPlace({ ...placeOfCitation(citation, sources), cite: citeOf(id, citation) });
  const shown = sourceNumbers(citations).get(citation.source);
  return (
    <HoverCard.Root open={open} onOpenChange={(next) => setOpen(next && !clicked.current)} openDelay={200} closeDelay={120}>
      <HoverCard.Trigger asChild>
        <button
          type="button"
          data-citation={citation.check.verdict}
          aria-label={label(citation, shown)}
          className={clsx(
            MARK,
            unsupported ? 'border border-dashed border-warn text-warn' : 'bg-accent-soft text-accent hover:bg-accent hover:text-accent-foreground',
          )}
          onClick={(event) => {
            // A finger has no hover: it sees the card first, which opens the source.
            const finger = (event.nativeEvent as PointerEvent).pointerType === 'touch';
            const leads = canOpen && !unsupported && !finger;
            clicked.current = leads;
            setOpen(!leads);
            if (leads) show();
          }}
          onPointerEnter={() => {
            clicked.current = false;
          }}
        >
          {unsupported ? '?' : shown}
        </button>
      </HoverCard.Trigger>
      <HoverCard.Portal container={document.getElementById('page')}>
        <HoverCard.Content align="start" sideOffset={6} collisionPadding={12} className="z-40 w-80 rounded-md border border-border bg-raised p-4 text-sm shadow-float">
          <Card citation={citation} {...(canOpen && !unsupported ? { onOpen: show } : {})} />
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  );
}

function Card({ citation, onOpen }: { citation: Citation; onOpen?: () => void }) {
  const { check, title, page, quote } = citation;
  if (check.verdict === 'unsupported')
    return (
      <div className="grid gap-2">
        <p className="flex items-center gap-2 font-medium text-warn">
          <TriangleAlert aria-hidden className="size-4" /> <Trans>Citation removed</Trans>
        </p>
        <p>{sentence(check.reason)}</p>
        <p className="text-muted-foreground">
          <Trans>The sentence before this mark is not backed by the passage it cited ({title}). Do not rely on it.</Trans>
        </p>
      </div>
    );
  return (
    <div className="grid gap-2">
      <p className="font-medium">
        {title}
        {page && <span className="font-normal text-muted-foreground"> · {t`page ${page}`}</span>}
      </p>
      <blockquote dir="auto" className="line-clamp-6 border-s-2 border-accent ps-3">
        {excerpt(quote)}
      </blockquote>
      <p className="flex items-start gap-2 text-ok">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>{sentence(check.reason)}</span>
      </p>
      {onOpen && (
        <Button size="small" className="justify-self-start" onClick={onOpen}>
          <Trans>Open the source</Trans>
        </Button>
      )}
    </div>
  );
}

function label({ title, page, check }: Citation, shown: number | undefined): string {
  if (check.verdict === 'unsupported') return t`Citation removed: ${check.reason}`;
  return page ? t`Source ${shown ?? 0}: ${title}, page ${page}` : t`Source ${shown ?? 0}: ${title}`;
}
