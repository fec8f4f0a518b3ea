import { plural, t } from '@lingui/core/macro';
import { useContext, useState } from 'react';
import { Button } from '@/ui/button';
import { Whole } from './whole';

/** So much text is shown at once; a message may be megabytes, and one element of that stops the page. */
export const STEP = 20_000;

/** Plain text as it was typed; what is very long comes in steps. */
export function Lines({ text }: { text: string }) {
  const [shown, setShown] = useState(STEP);
  const whole = useContext(Whole);
  const rest = whole ? 0 : text.length - shown;
  return (
    <>
      <p dir="auto" className="break-words whitespace-pre-wrap">
        {rest > 0 ? text.slice(0, shown) : text}
      </p>
      {rest > 0 && (
        <Button size="small" className="mt-2" onClick={() => setShown(shown + STEP * 5)}>
          {t`Show more`} · {plural(rest, { one: '# character left', other: '# characters left' })}
        </Button>
      )}
    </>
  );
}
