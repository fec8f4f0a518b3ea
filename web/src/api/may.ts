import { useQuery } from '@tanstack/react-query';
import { accessQuery } from './queries';
import type { Permission } from './types';

/** Whether whoever is here may do this; what may be done is shown until it is known. */
export function useMay(permission: Permission): boolean {
  const { data: access } = useQuery(accessQuery);
  return access?.permissions.includes(permission) ?? true;
}
