import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { encode } from 'uqr';
import { http, send } from '@/api/client';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';

interface EnrolDialogProps {
  enrolment: { secret: string; uri: string };
  onClose(): void;
  onDone(recoveryCodes: string[]): void;
}

/** Shows the secret to an authenticator app and asks for its first code. */
export default function EnrolDialog({ enrolment: { secret, uri }, onClose, onDone }: EnrolDialogProps) {
  const confirm = useMutation({
    mutationFn: (fields: FormData) => send(http.POST('/api/v1/auth/second-factor/confirm', { body: { code: String(fields.get('code')) } })),
    onSuccess: ({ codes }) => onDone(codes),
  });
  return (
    <FormDialog
      title={t`Set up the second factor`}
      description={<Trans>Scan this with an authenticator app, or type the secret into it. Then enter the code it shows.</Trans>}
      action={t`Confirm`}
      busy={confirm.isPending}
      error={confirm.error}
      onSubmit={(fields) => confirm.mutate(fields)}
      onClose={onClose}
    >
      <QrCode text={uri} />
      <p className="text-center">
        <code className="break-all">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <Field label={t`Code of the app`}>
        {(ids) => <Input {...ids} name="code" inputMode="numeric" autoComplete="one-time-code" required maxLength={10} autoFocus />}
      </Field>
    </FormDialog>
  );
}

/** Dark on light in every theme: not all apps read it the other way round. */
function QrCode({ text }: { text: string }) {
  const { size, path } = useMemo(() => {
    const { size: side, data } = encode(text);
    return { size: side, path: data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('') };
  }, [text]);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t`QR code of the secret`} shapeRendering="crispEdges" className="mx-auto size-48">
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
