import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { rolesQuery } from '@/api/queries';
import { Field, Select } from '@/ui/field';
import { roleName } from '@/ui/roles';

/** The roles that whoever is here may give. */
export function RoleSelect(props: ComponentProps<typeof Select>) {
  const { data: roles } = useQuery(rolesQuery);
  return (
    <Select {...props}>
      {roles
        ?.filter(({ may_give }) => may_give)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {roleName(id, name)}
          </option>
        ))}
    </Select>
  );
}

/** Asks for the role of somebody new. */
export function RoleField() {
  const { data: roles } = useQuery(rolesQuery);
  const given = roles?.filter(({ may_give }) => may_give) ?? [];
  const usual = given.find(({ id }) => id === 'member') ?? given.at(-1);
  // Until it is known what may be given, nothing can be chosen.
  return <Field label={t`Role`}>{(ids) => <RoleSelect key={usual?.id} {...ids} name="role" defaultValue={usual?.id} required />}</Field>;
}
