import { t } from '@lingui/core/macro';
import { createCollection } from '@/api/adding';
import { http, send } from '@/api/client';
import { ApiError, unreachable } from '@/api/problem';
import { addUploads, type LocalFile } from '@/api/uploads';
import { rememberSamples, SAMPLES, samplesCollection } from '@/lib/samples';

/** Questions the samples answer, each from another document. In their language, which is English. */
export const QUESTIONS = [
  'How often must the intake filter of the compressor be replaced?',
  'How many days of holiday does everybody have?',
  'Why has the waiting time for repairs grown?',
] as const;

/** Uploads the samples into a collection of their own, as anybody's files. Repeating it adds nothing twice. */
export async function addSamples(): Promise<string> {
  const files = await Promise.all(SAMPLES.map(fetchSample));
  const collection = (await existing()) ?? (await createCollection(t`Sample documents`)).id;
  rememberSamples(collection);
  addUploads(collection, files);
  return collection;
}

async function existing(): Promise<string | undefined> {
  const all = await send(http.GET('/api/v1/collections'));
  const name = t`Sample documents`;
  return all.find((one) => one.id === samplesCollection() || one.name === name)?.id;
}

async function fetchSample(name: string): Promise<LocalFile> {
  const answer = await fetch(`/samples/${name}`).catch(() => null);
  if (!answer?.ok) throw new ApiError(unreachable);
  return { path: name, file: new File([await answer.blob()], name) };
}
