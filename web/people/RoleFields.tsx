import { ROLES, type RoleName } from '@clientele/engine';
import classes from './People.module.css';

interface RoleFieldsProps {
  roles: readonly RoleName[];
  change: (roles: readonly RoleName[]) => void;
}

/** Roles to choose, each with what it is for; a person may have several. */
export function RoleFields({ roles, change }: RoleFieldsProps) {
  const toggle = (role: RoleName, on: boolean) =>
    change(on ? [...roles, role] : roles.filter(one => one !== role));
  return (
    <fieldset className={classes.roles}>
      <legend>Roles</legend>
      {(Object.keys(ROLES) as RoleName[]).map(role => (
        <label key={role}>
          <input
            type="checkbox"
            checked={roles.includes(role)}
            onChange={event => toggle(role, event.target.checked)}
          />
          <span>
            {ROLES[role].label}. <span className={classes.muted}>{ROLES[role].purpose}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
