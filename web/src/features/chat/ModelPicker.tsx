import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Cpu, Plus } from 'lucide-react';
import { modelsQuery } from '@/api/queries';
import type { ModelInfo } from '@/api/types';
import { Button } from '@/ui/button';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '@/ui/menu';

interface ModelPickerProps {
  /** Null means the default, the first of the list. */
  chosen: string | null;
  onChange(id: string | null): void;
}

export function ModelPicker({ chosen, onChange }: ModelPickerProps) {
  const { data: models = [] } = useQuery(modelsQuery);
  const navigate = useNavigate();
  const current = modelInUse(models, chosen);
  return (
    <Menu
      label={t`Model`}
      trigger={
        <Button size="small" look="ghost" aria-label={current ? t`Model: ${current.name}` : t`Model: none`} className="min-w-0 shrink!">
          <Cpu aria-hidden /> <span className="max-w-48 truncate">{current?.name ?? t`No model`}</span>
        </Button>
      }
    >
      <MenuLabel>
        <Trans>Model</Trans>
      </MenuLabel>
      {models.map((model, index) => (
        <MenuChoice key={model.id} checked={model.id === current?.id} detail={describe(model)} onSelect={() => onChange(index === 0 ? null : model.id)}>
          {model.name}
        </MenuChoice>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => void navigate({ to: '/settings/models' })}>
        <Plus aria-hidden /> <Trans>Connect a stronger model</Trans>
      </MenuItem>
    </Menu>
  );
}

/** The model a conversation with this choice uses. */
export function modelInUse(models: readonly ModelInfo[], chosen: string | null): ModelInfo | undefined {
  return models.find(({ id }) => id === chosen) ?? models[0];
}

function describe({ skill, local }: ModelInfo): string {
  if (skill === 'small') return local ? t`On this machine, answers in quotes` : t`Connected, answers in quotes`;
  return local ? t`On this machine, writes answers` : t`Connected, writes answers`;
}
