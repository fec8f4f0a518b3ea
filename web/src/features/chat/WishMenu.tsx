import { t } from '@lingui/core/macro';
import { clsx } from 'clsx';
import { Bot, FileText, SquareSlash, TextQuote } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Option } from './useWishOptions';

const ICONS = { prompt: TextQuote, command: SquareSlash, model: Bot, document: FileText };

interface WishMenuProps {
  id: string;
  options: Option[];
  loading: boolean;
  active: number;
  /** What to say when nothing fits. */
  empty: string;
  onActive(index: number): void;
  onChoose(option: Option): void;
}

/** What the sign in the composer offers; the keyboard stays in the text. */
export function WishMenu({ id, options, loading, active, empty, onActive, onChoose }: WishMenuProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="absolute inset-x-0 bottom-full z-30 mb-1 max-h-72 overflow-y-auto rounded-md border border-border bg-raised p-1 shadow-float">
      {options.length === 0 ? (
        <p role="status" className="px-2 py-1.5 text-sm text-muted-foreground">
          {loading ? t`Looking…` : empty}
        </p>
      ) : (
        <div ref={list} id={id} role="listbox" aria-label={t`Suggestions`}>
          {options.map((option, index) => {
            const Icon = ICONS[option.kind];
            return (
              <button
                type="button"
                tabIndex={-1}
                key={`${option.kind} ${option.id}`}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                // The text keeps the focus.
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => onActive(index)}
                onClick={() => onChoose(option)}
                className={clsx('flex min-h-8 w-full items-center text-start gap-2 rounded-sm px-2 py-1', index === active && 'bg-hover')}
              >
                <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
                <span className="min-w-0 shrink-0 max-w-[60%] truncate" dir="auto">
                  {option.title}
                </span>
                <span className="min-w-0 flex-1 truncate text-xs text-muted-foreground" dir="auto">
                  {option.detail === option.title ? '' : option.detail}
                </span>
              </button>
            );
          })}
        </div>
      )}
    </div>
  );
}
