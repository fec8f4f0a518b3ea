import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { tagsQuery } from '@/api/queries';
import { Button, IconButton } from '@/ui/button';
import { Input } from '@/ui/field';
import { LONGEST_TAG, MOST_TAGS, withTag } from './tags';

interface TagsFieldProps {
  label: string;
  tags: readonly string[];
  onTags(tags: string[]): void;
}

/** Tags as chips with a field that adds one: Enter, comma or going on; Backspace in the empty field takes the last away. */
export function TagsField({ label, tags, onTags }: TagsFieldProps) {
  const [text, setText] = useState('');
  const { data: known = [] } = useQuery(tagsQuery);
  const list = useId();
  const full = tags.length >= MOST_TAGS;
  const add = () => {
    const next = withTag(tags, text);
    setText('');
    if (next !== tags) onTags([...next]);
  };
  return (
    <div className="grid gap-2">
      {tags.length > 0 && (
        <ul aria-label={label} className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="inline-flex min-w-0 items-center rounded-sm bg-muted ps-2 text-sm">
              <bdi className="truncate">{tag}</bdi>
              <IconButton size="small" label={t`Remove tag ${tag}`} onClick={() => onTags(tags.filter((one) => one !== tag))}>
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <div className="flex gap-2">
        <Input
          aria-label={t`Add a tag`}
          placeholder={full ? t`No more than ${MOST_TAGS} tags` : t`Add a tag`}
          disabled={full}
          value={text}
          list={list}
          maxLength={LONGEST_TAG}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          // Who goes on to Save means what stands here.
          onBlur={() => text.trim() !== '' && add()}
          onKeyDown={(event) => {
            if ((event.key === 'Enter' || event.key === ',') && !event.nativeEvent.isComposing) {
              event.preventDefault();
              add();
            } else if (event.key === 'Backspace' && text === '' && tags.length > 0) onTags(tags.slice(0, -1));
          }}
        />
        <Button disabled={text.trim() === '' || full} onClick={add}>{t`Add`}</Button>
      </div>
      <datalist id={list}>
        {known.filter(({ tag }) => !tags.includes(tag)).map(({ tag }) => (
          <option key={tag} value={tag}>
            {tag}
          </option>
        ))}
      </datalist>
    </div>
  );
}
