import { t } from '@lingui/core/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { addLink, addToLibrary } from '@/api/adding';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input, TextArea } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { toast } from '@/ui/toast';
import { closeDialog } from './dialogs';
import { asFile, asUrl, titleOf } from './pasting';

/** Fetching is the server's work; it may refuse, and says why. */
export function LinkDialog({ url: given = '', collection }: { url?: string; collection: string | undefined }) {
  const [url, setUrl] = useState(given);
  const adding = useMutation({
    mutationFn: (address: string) => addLink(address, collection),
    onSuccess: ({ collection: { name } }) => {
      toast.success(t`The link was added to ${name}`);
      closeDialog();
    },
  });
  return (
    <Dialog open onOpenChange={closeDialog} title={t`Add a link`} description={t`The server fetches the page or file once and keeps a copy.`}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const address = asUrl(url) ?? asUrl(`https://${url.trim()}`) ?? url.trim();
          if (address) adding.mutate(address);
        }}
      >
        <Field label={t`Address`}>
          {(ids) => <Input {...ids} type="text" inputMode="url" placeholder="https://" value={url} onChange={(event) => setUrl(event.target.value)} required autoComplete="off" spellCheck={false} dir="ltr" autoFocus />}
        </Field>
        {adding.error && <ProblemNotice error={adding.error} />}
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={closeDialog}>{t`Cancel`}</Button>
          <Button look="primary" type="submit" disabled={adding.isPending}>
            {adding.isPending ? t`Fetching…` : t`Add link`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function TextDialog({ text: given = '', collection }: { text?: string; collection: string | undefined }) {
  const [title, setTitle] = useState(() => titleOf(given));
  const [text, setText] = useState(given);
  const adding = useMutation({ mutationFn: () => addToLibrary([asFile(title, text)], collection), onSuccess: closeDialog });
  return (
    <Dialog open onOpenChange={closeDialog} title={t`Paste text`} look="wide">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) adding.mutate();
        }}
      >
        <Field label={t`Title`}>
          {(ids) => <Input {...ids} value={title} onChange={(event) => setTitle(event.target.value)} maxLength={120} placeholder={titleOf(text) || t`Untitled`} autoComplete="off" autoFocus={given !== ''} dir="auto" />}
        </Field>
        <Field label={t`Text`} hint={t`Markdown is understood.`}>
          {(ids) => <TextArea {...ids} value={text} onChange={(event) => setText(event.target.value)} required rows={10} dir="auto" autoFocus={given === ''} />}
        </Field>
        {adding.error && <ProblemNotice error={adding.error} />}
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={closeDialog}>{t`Cancel`}</Button>
          <Button look="primary" type="submit" disabled={adding.isPending || text.trim() === ''}>{t`Add text`}</Button>
        </div>
      </form>
    </Dialog>
  );
}
