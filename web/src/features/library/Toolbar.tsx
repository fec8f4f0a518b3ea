import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { tagsQuery } from '@/api/queries';
import type { DocumentState } from '@/api/types';
import { IconButton } from '@/ui/button';
import { SearchBox, Select } from '@/ui/field';
import { Segmented } from '@/ui/segmented';
import { TOP } from './folders';
import { ALL_STATES, stateName } from './words';

export interface Filter {
  q?: string | undefined;
  state?: DocumentState | undefined;
  tag?: string | undefined;
  sort?: 'added' | 'title' | 'size' | undefined;
  order?: 'asc' | 'desc' | undefined;
  dir?: string | undefined;
}

export type Look = 'list' | 'grid';

interface ToolbarProps {
  look: Look;
  onLook(look: Look): void;
  onFilter(change: Filter): void;
}

/** What is shown, in which order and how; all but the look lives in the address. */
export function Toolbar({ look, onLook, onFilter }: ToolbarProps) {
  const { q, state, tag, sort = 'added', order, dir } = useSearch({ strict: false });
  const { data: tags = [] } = useQuery(tagsQuery);
  const direction = order ?? (sort === 'title' ? 'asc' : 'desc');
  const shown = tag && !tags.some((one) => one.tag === tag) ? [{ tag, documents: 0 }, ...tags] : tags;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="min-w-48 flex-1">
        <SearchBox label={t`Search titles and names`} value={q ?? ''} onValue={(value) => onFilter({ q: value || undefined })} className="h-9" />
      </div>
      <Select aria-label={t`State`} className="min-w-32" value={state ?? ''} onChange={(event) => onFilter({ state: (event.target.value || undefined) as DocumentState | undefined })}>
        <option value="">{t`All states`}</option>
        {ALL_STATES.map((one) => (
          <option key={one} value={one}>
            {stateName(one)}
          </option>
        ))}
      </Select>
      {shown.length > 0 && (
        <Select aria-label={t`Tag`} className="max-w-48 min-w-32" value={tag ?? ''} onChange={(event) => onFilter({ tag: event.target.value || undefined })}>
          <option value="">{t`All tags`}</option>
          {shown.map((one) => (
            <option key={one.tag} value={one.tag}>
              {one.tag}
            </option>
          ))}
        </Select>
      )}
      <div className="flex items-center gap-1">
        <Select aria-label={t`Sort by`} className="min-w-28" value={sort} onChange={(event) => onFilter({ sort: event.target.value as Filter['sort'], order: undefined })}>
          <option value="added">{t`Added`}</option>
          <option value="title">{t`Title`}</option>
          <option value="size">{t`Size`}</option>
        </Select>
        <IconButton
          label={direction === 'asc' ? t`Ascending; turn around` : t`Descending; turn around`}
          onClick={() => onFilter({ order: direction === 'asc' ? 'desc' : 'asc' })}
        >
          {direction === 'asc' ? <ArrowUp aria-hidden /> : <ArrowDown aria-hidden />}
        </IconButton>
      </div>
      <Segmented
        label={t`Structure`}
        value={dir === undefined ? 'all' : 'folders'}
        options={[
          { value: 'all', label: t`All` },
          { value: 'folders', label: t`Folders` },
        ]}
        onChange={(value) => onFilter({ dir: value === 'folders' ? TOP : undefined })}
      />
      <Segmented
        label={t`Look`}
        value={look}
        options={[
          { value: 'list', label: t`List` },
          { value: 'grid', label: t`Grid` },
        ]}
        onChange={onLook}
      />
    </div>
  );
}
