import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useState } from 'react';
import { avatarsQuery } from '@/api/queries';

interface AvatarProps {
  id: string;
  name: string;
  size?: 'small' | 'normal' | 'large';
}

const SIZES = { small: 'size-6 text-xs', normal: 'size-8 text-sm', large: 'size-20 text-2xl' };

/** The picture of somebody, or their initials. The name stands beside it: nothing here is read out. */
export function Avatar({ id, name, size = 'normal' }: AvatarProps) {
  const { data } = useQuery(avatarsQuery);
  const [broken, setBroken] = useState('');
  const stamp = data?.find(({ account }) => account === id)?.changed_at;
  const box = clsx('shrink-0 rounded-full', SIZES[size]);
  if (stamp && stamp !== broken) {
    const address = `/api/v1/accounts/${encodeURIComponent(id)}/avatar?changed=${encodeURIComponent(stamp)}`;
    return <img src={address} alt="" className={clsx(box, 'object-cover')} onError={() => setBroken(stamp)} />;
  }
  return (
    <span aria-hidden className={clsx(box, 'grid place-items-center bg-accent-soft font-medium text-accent select-none')}>
      {initials(name)}
    </span>
  );
}

/** The first letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends.map((word) => [...word][0]!.toLocaleUpperCase()).join('');
}
