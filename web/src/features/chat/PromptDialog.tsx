import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Prompt } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input } from '@/ui/field';
import { blanks, filled } from './prompts';

interface PromptDialogProps {
  prompt: Prompt;
  onClose(): void;
  onUse(text: string): void;
}

/** Asks for the blanks of a prompt and shows what becomes of it. */
export default function PromptDialog({ prompt, onClose, onUse }: PromptDialogProps) {
  const asked = blanks(prompt.text);
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(asked.map(({ name, value }) => [name, value])));
  const text = filled(prompt.text, values);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Prompt “${prompt.name}”`}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onUse(text);
        }}
      >
        {asked.map(({ name }, at) => (
          <Field key={name} label={name}>
            {(ids) => (
              <Input
                {...ids}
                autoFocus={at === 0}
                autoComplete="off"
                value={values[name] ?? ''}
                onChange={(event) => setValues((old) => ({ ...old, [name]: event.target.value }))}
              />
            )}
          </Field>
        ))}
        <p aria-label={t`Preview`} role="group" className="max-h-40 overflow-y-auto rounded-md bg-muted p-3 text-sm break-words whitespace-pre-wrap">
          {text}
        </p>
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" type="submit">
            <Trans>Insert</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
