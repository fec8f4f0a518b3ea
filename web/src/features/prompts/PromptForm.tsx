import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import type { Prompt } from '@/api/types';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input, TextArea } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { savePrompt } from './promptActions';

// Braces mean something to the catalogs.
const BLANK = '{{name}}';
const FILLED = '{{name=default}}';

/** Makes a prompt, or changes the one that has an id. */
export function PromptForm({ prompt, onClose }: { prompt: Partial<Prompt>; onClose(): void }) {
  const save = useMutation({ mutationFn: savePrompt, onSuccess: onClose });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={prompt.id ? t`Edit prompt` : t`New prompt`}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          save.mutate({ ...(prompt.id ? { id: prompt.id } : {}), name: String(data.get('name')).trim(), text: String(data.get('text')) });
        }}
      >
        <Field label={t`Name`} hint={t`What you type after the slash: letters, digits, hyphens and underscores.`}>
          {(ids) => <Input {...ids} name="name" required maxLength={64} pattern="[\p{L}\p{N}_\-]+" defaultValue={prompt.name} autoComplete="off" autoFocus />}
        </Field>
        <Field label={t`Text`} hint={t`${BLANK} is asked for when you use it; ${FILLED} comes filled.`}>
          {(ids) => <TextArea {...ids} name="text" required maxLength={20_000} rows={8} dir="auto" defaultValue={prompt.text} />}
        </Field>
        {save.error && <ProblemNotice error={save.error} />}
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" type="submit" disabled={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
