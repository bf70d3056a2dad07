import type { ColumnType, Generated } from 'kysely';

/** What walls rest on, as migrations 12 and 18 define it. */
export interface WallTables {
  conflict_class: Made & { id: Generated<number>; public_id: string; name: string };
  conflict_member: Made & {
    id: Generated<number>;
    class_id: number;
    customer_id: number;
    first_day: string;
    last_day: string | null;
  };
  customer_wall: Made & {
    id: Generated<number>;
    customer_id: number;
    reason: string;
    first_day: string;
    last_day: string | null;
  };
  code_name: { customer_id: number; name: string };
  wall_grant: Made & {
    id: Generated<number>;
    public_id: string;
    person_id: number;
    customer_id: number;
    role: 'owner' | 'contributor' | 'reader';
    purpose: string;
    first_day: string;
    last_day: string;
    begins: Date;
    withdrawn_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    withdrawn_by: ColumnType<string | null, string | null | undefined, string | null>;
  };
  handling_rules: Made & { customer_id: number; version: number; rules: string };
  attestation: { person_id: number; customer_id: number; version: number; made_at: Generated<Date> };
  required_training: { customer_id: number; training: string };
  training: Made & {
    id: Generated<number>;
    person_id: number;
    training: string;
    first_day: string;
    last_day: string;
  };
  confidential_read: { person_id: number; customer_id: number; first_at: Generated<Date> };
  wall_crossing: Made & {
    id: Generated<number>;
    public_id: string;
    person_id: number;
    class_id: number;
    customer_id: number;
    reason: string;
    first_day: string;
    begins: Date;
    approved_by: number;
    withdrawn_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  break_glass: {
    id: Generated<number>;
    public_id: string;
    person_id: number;
    customer_id: number;
    reason: string;
    begins: Date;
    ends: Date;
    approved_by: number;
    ended_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    made_at: Generated<Date>;
  };
  wall_state: { revision: number; latest: Date };
}

/** Who made a row, and when. */
interface Made {
  made_at: Generated<Date>;
  made_by: string;
}
