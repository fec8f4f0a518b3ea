import { t } from '@lingui/core/macro';
import { ApiError, toProblem, unreachable } from './problem';
import type { Problem, UploadAnswer } from './types';
import type { Upload } from './uploads';

/** One request with these files. XMLHttpRequest, because fetch does not tell how much was sent. */
export function post(batch: readonly Upload[], progress: (loaded: number) => void): { answer: Promise<UploadAnswer>; abort(): void } {
  const form = new FormData();
  for (const { path, file } of batch) form.append('file', file, path);
  const request = new XMLHttpRequest();
  const answer = new Promise<UploadAnswer>((resolve, reject) => {
    request.open('POST', `/api/v1/collections/${encodeURIComponent(batch[0]!.collection)}/documents`);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded }) => progress(loaded));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300 && request.response) resolve(request.response as UploadAnswer);
      else reject(new ApiError(toProblem(request.response, request.status)));
    });
    request.addEventListener('error', () => reject(new ApiError(unreachable)));
    request.addEventListener('abort', () => reject(new DOMException('Taken back', 'AbortError')));
    request.send(form);
  });
  return { answer, abort: () => request.abort() };
}

/** The parts travel in order, so the bytes sent so far fill the files one after another. */
export function spread(batch: readonly Upload[], loaded: number): Map<string, number> {
  let left = loaded;
  return new Map(
    batch.map(({ id, file }) => {
      const sent = Math.max(0, Math.min(file.size, left));
      left -= file.size;
      return [id, sent];
    }),
  );
}

/** A file that was moved, changed or deleted since it was chosen breaks a request as a lost connection does. */
export async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** What to say of it, in the language of the moment. */
export const unreadable: Problem = {
  type: 'urn:chatbox:file-gone',
  status: 0,
  get title() {
    return t`The file can no longer be read`;
  },
  get detail() {
    return t`The file was changed, moved or deleted after it was chosen.`;
  },
  get hint() {
    return t`Choose it once more.`;
  },
};
