import { t } from '@lingui/core/macro';
import { Button } from '@/ui/button';

/** Where well-known services listen unless told otherwise. */
const SERVICES = [
  { name: 'Ollama', address: 'http://localhost:11434/v1' },
  { name: 'LM Studio', address: 'http://localhost:1234/v1' },
  { name: 'llama.cpp', address: 'http://localhost:8080/v1' },
  { name: 'OpenAI', address: 'https://api.openai.com/v1' },
];

/** Fills in the address of a service by its name. */
export function Presets({ onChoose }: { onChoose(address: string): void }) {
  return (
    <div role="group" aria-label={t`Fill in the address of`} className="flex flex-wrap items-center gap-2">
      <span aria-hidden className="text-sm text-muted-foreground">{t`Fill in the address of`}</span>
      {SERVICES.map(({ name, address }) => (
        <Button key={name} size="small" translate="no" onClick={() => onChoose(address)}>
          {name}
        </Button>
      ))}
    </div>
  );
}
