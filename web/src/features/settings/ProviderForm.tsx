import { t } from '@lingui/core/macro';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { http, send } from '@/api/client';
import { keys } from '@/api/queries';
import { refresh } from '@/api/refresh';
import type { Provider, ProviderInput } from '@/api/types';
import { Button } from '@/ui/button';
import { Spinner } from '@/ui/feedback';
import { Field, Input } from '@/ui/field';
import { ProblemNotice } from '@/ui/problem';
import { toast } from '@/ui/toast';
import { Presets } from './Presets';
import { TestResult } from './TestResult';

/** Address, model and key of the connected provider, with a test that explains failures. */
export function ProviderForm({ stored }: { stored: Provider | null }) {
  const form = useRef<HTMLFormElement>(null);
  const test = useMutation({
    mutationFn: ({ base_url, model, key }: ProviderInput) => send(http.POST('/api/v1/provider/test', { body: { base_url, model, ...(key ? { key } : {}) } })),
  });
  const save = useMutation({
    mutationFn: (body: ProviderInput) => send(http.PUT('/api/v1/provider', { body })),
    onSuccess: async () => {
      toast.success(t`Connection saved`);
      await refresh(keys.provider, keys.models, keys.status);
    },
  });
  const remove = useMutation({
    mutationFn: () => send(http.DELETE('/api/v1/provider')),
    onSuccess: async () => {
      toast.success(t`Connection removed`);
      await refresh(keys.provider, keys.models, keys.status);
    },
  });
  const failure = save.error ?? remove.error;
  const runTest = () => {
    const element = form.current!;
    if (element.reportValidity()) test.mutate(read(element));
  };
  const fill = (address: string) => {
    const { base_url, model } = form.current!.elements as unknown as Record<'base_url' | 'model', HTMLInputElement>;
    base_url.value = address;
    test.reset();
    model.focus();
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
      <Presets onChoose={fill} />
      <Field label={t`Address`} hint={t`For example http://localhost:11434/v1 for Ollama.`}>
        {(ids) => (
          <Input {...ids} name="base_url" type="url" required dir="ltr" defaultValue={stored?.base_url} placeholder="http://localhost:11434/v1" />
        )}
      </Field>
      <Field label={t`Model`} hint={t`Its name as the service knows it.`}>
        {(ids) => <Input {...ids} name="model" required dir="ltr" defaultValue={stored?.model} autoComplete="off" />}
      </Field>
      <Field label={t`Key`} hint={stored?.key_set ? t`A key is stored. Leave this empty to keep it.` : t`Leave this empty if the service needs none.`}>
        {(ids) => <Input {...ids} name="key" type="password" dir="ltr" autoComplete="off" placeholder={stored?.key_set ? '••••••••' : ''} />}
      </Field>
      <Field label={t`Window in tokens`} hint={t`Leave this empty if you do not know; Chatbox then assumes a safe size.`}>
        {(ids) => <Input {...ids} name="window" type="number" min={512} step={1} defaultValue={stored?.window ?? ''} className="max-w-40" />}
      </Field>
      {failure && <ProblemNotice error={failure} />}
      <div className="flex flex-wrap items-start gap-2">
        <Button look="primary" type="submit" aria-disabled={save.isPending}>
          {t`Save`}
        </Button>
        <Button onClick={runTest} aria-disabled={test.isPending}>
          {test.isPending && <Spinner label={t`Testing`} />} {t`Test`}
        </Button>
        {stored && (
          <Button look="danger" onClick={() => remove.mutate()} disabled={remove.isPending}>
            {t`Remove connection`}
          </Button>
        )}
        <TestResult result={test.data} error={test.error} onRetry={runTest} />
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
