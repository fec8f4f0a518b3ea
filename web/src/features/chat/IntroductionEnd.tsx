import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Id } from '@/api/types';
import { endIntroduction, isIntroduction } from '@/lib/introduction';
import { isSamples } from '@/lib/samples';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { removeSamples } from '@/ui/samples';

interface IntroductionEndProps {
  conversation: Id;
  collections: readonly Id[];
  /** Takes the samples out of what the conversation asks. */
  onCollections(collections: Id[]): void;
}

/** The introduction is over with the first answer; who has seen the samples at work may want to be rid of them. */
export function IntroductionEnd({ conversation, collections, onCollections }: IntroductionEndProps) {
  const [over, setOver] = useState(false);
  const samples = collections.find(isSamples);
  if (over || samples === undefined || !isIntroduction(conversation)) return null;
  function end() {
    endIntroduction();
    setOver(true);
  }
  return (
    <Notice
      tone="ok"
      title={t`That was the introduction`}
      className="mb-2"
      actions={
        <>
          <Button
            size="small"
            onClick={() => {
              end();
              onCollections(collections.filter((one) => one !== samples));
              void removeSamples(samples);
            }}
          >
            <Trans>Remove the samples</Trans>
          </Button>
          <Button size="small" look="ghost" onClick={end}>
            <Trans>Keep them</Trans>
          </Button>
        </>
      }
    >
      <Trans>The sample documents can be removed now, or later from the menu of their collection in the library.</Trans>
    </Notice>
  );
}
