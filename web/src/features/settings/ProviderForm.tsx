import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { http, send } from '@/api/client';
import { keys, queryClient } from '@/api/queries';
import type { Provider, ProviderInput } from '@/api/types';
import { Button } from '@/ui/button';
import { Spinner } from '@/ui/feedback';
import { Field, Input } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { ProblemNotice, sentence } from '@/ui/problem';
import { toast } from '@/ui/toast';

/** Address, model and key of the connected provider, with a test that explains failures. */
export function ProviderForm({ stored }: { stored: Provider | null }) {
  const form = useRef<HTMLFormElement>(null);
  const test = useMutation({
    mutationFn: ({ base_url, model, key }: ProviderInput) => send(http.POST('/api/v1/provider/test', { body: { base_url, model, ...(key ? { key } : {}) } })),
  });
  const save = useMutation({
    mutationFn: (body: ProviderInput) => send(http.PUT('/api/v1/provider', { body })),
    onSuccess: async () => {
      toast.success('Connection saved');
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: () => send(http.DELETE('/api/v1/provider')),
    onSuccess: async () => {
      toast.success('Connection removed');
      await refresh();
    },
  });
  const failure = save.error ?? remove.error;
  const runTest = () => {
    const element = form.current!;
    if (element.reportValidity()) test.mutate(read(element));
  };

  return (
    <form
      ref={form}
      className="grid gap-4"
      onChange={() => test.reset()}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(read(event.currentTarget));
      }}
    >
      <Field label="Address" hint="For example http://localhost:11434/v1 for Ollama.">
        {(ids) => <Input {...ids} name="base_url" type="url" required defaultValue={stored?.base_url} placeholder="http://localhost:11434/v1" />}
      </Field>
      <Field label="Model" hint="Its name as the service knows it.">
        {(ids) => <Input {...ids} name="model" required defaultValue={stored?.model} autoComplete="off" />}
      </Field>
      <Field label="Key" hint={stored?.key_set ? 'A key is stored. Leave this empty to keep it.' : 'Leave this empty if the service needs none.'}>
        {(ids) => <Input {...ids} name="key" type="password" autoComplete="off" placeholder={stored?.key_set ? '••••••••' : ''} />}
      </Field>
      <Field label="Window in tokens" hint="Leave this empty if you do not know; Chatbox then assumes a safe size.">
        {(ids) => <Input {...ids} name="window" type="number" min={512} step={1} defaultValue={stored?.window ?? ''} className="max-w-40" />}
      </Field>
      {test.data && (
        <Notice tone={test.data.ok ? 'ok' : 'error'} title={test.data.ok ? 'It works' : 'It does not work'}>
          <p>
            {sentence(test.data.detail)}
            {test.data.ok && test.data.latency_ms != null && <> Answered in {Math.round(test.data.latency_ms)} ms.</>}
          </p>
          {test.data.hint && <p className="text-muted-foreground">{sentence(test.data.hint)}</p>}
        </Notice>
      )}
      {test.error && <ProblemNotice error={test.error} onRetry={runTest} />}
      {failure && <ProblemNotice error={failure} />}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" disabled={save.isPending}>
          Save
        </Button>
        <Button onClick={runTest} disabled={test.isPending}>
          {test.isPending && <Spinner label="Testing" />} Test
        </Button>
        {stored && (
          <Button look="danger" className="ms-auto" onClick={() => remove.mutate()} disabled={remove.isPending}>
            Remove connection
          </Button>
        )}
      </div>
    </form>
  );
}

function read(form: HTMLFormElement): ProviderInput {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const input: ProviderInput = { base_url: text('base_url'), model: text('model') };
  if (text('key')) input.key = text('key');
  if (text('window')) input.window = Number(text('window'));
  return input;
}

async function refresh(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: keys.provider }), queryClient.invalidateQueries({ queryKey: keys.models })]);
}
