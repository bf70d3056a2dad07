import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { PeopleTables } from './people-tables.ts';
import type { WallTables } from './wall-tables.ts';

/** The operational store's tables as the application sees them; the migrations define them. */
export interface Tables extends WallTables, PeopleTables {
  book: {
    company: string | null;
    currency: string | null;
    time_zone: string | null;
    fiscal_start_month: number | null;
    home_country: string | null;
    revision: number;
    timeline_id: number | null;
  };
  batch: {
    id: Generated<number>;
    public_id: string;
    kind: string | null;
    preset: string | null;
    file_name: string;
    sha256: string;
    bytes: number;
    state: BatchState;
    example: boolean;
    rows_read: Generated<number>;
    rows_kept: Generated<number>;
    rows_refused: Generated<number>;
    amount: ColumnType<string | null, string | null | undefined, string | null>;
    first_month: ColumnType<string | null, string | null | undefined, string | null>;
    last_month: ColumnType<string | null, string | null | undefined, string | null>;
    sentence: ColumnType<string | null, string | null | undefined, string | null>;
    heading: ColumnType<string | null, string | null | undefined, string | null>;
    options: JSONColumnType<BatchOptions, string, string>;
    created_at: Generated<Date>;
    created_by: string;
    created_by_id: Generated<number>;
    kept_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    undone_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    undone_by: ColumnType<string | null, string | null | undefined, string | null>;
    part: Optional<FilePart>;
    mapping: Optional<object>;
    findings: Optional<object>;
    rehearsed: Generated<boolean>;
    replaces: ColumnType<number | null, number | null | undefined, number | null>;
    replaced_by: ColumnType<number | null, number | null | undefined, number | null>;
    mends_of: ColumnType<number | null, number | null | undefined, number | null>;
    rows_left_out: Generated<number>;
    attempts: Generated<number>;
  };
  batch_problem: {
    batch_id: number;
    row_number: number;
    field: string;
    what: string;
    mend: string;
    row_text: string;
    left_out: Generated<boolean>;
  };
  batch_mend: {
    batch_id: number;
    row_number: number;
    cells: JSONColumnType<string[]>;
    row_text: string;
    imported_in: ColumnType<number | null, number | null | undefined, number | null>;
    imported_row: ColumnType<number | null, number | null | undefined, number | null>;
    made_at: Generated<Date>;
    made_by: string;
  };
  batch_dependency: { batch_id: number; on_batch_id: number; why: string };
  mapping_preset: {
    id: Generated<number>;
    public_id: string;
    name: string;
    body: JSONColumnType<object>;
    created_at: Generated<Date>;
    created_by: string;
  };
  exchange_rate: { batch_id: number; row_number: number; currency: string; day: string; rate: number };
  watched_folder: {
    id: Generated<number>;
    public_id: string;
    path: string;
    options: JSONColumnType<BatchOptions, string, string>;
    created_at: Generated<Date>;
    created_by: string;
  };
  watched_file: {
    folder_id: number;
    name: string;
    bytes: number;
    modified_at: Date;
    batch_id: number | null;
    sentence: string | null;
    seen_at: Generated<Date>;
  };
  customer: {
    id: Generated<number>;
    public_id: string;
    source_key: string;
    known: Generated<boolean>;
    name: string | null;
    segment: string | null;
    country: string | null;
    parent: string | null;
    since: string | null;
    owner: string | null;
    custom: JSONColumnType<Record<string, string>, string | undefined, string>;
  };
  customer_record: {
    batch_id: number;
    customer_id: number;
    stated: boolean;
    name: string | null;
    segment: string | null;
    country: string | null;
    parent: string | null;
    since: string | null;
    owner: string | null;
    custom: Optional<Record<string, string>>;
    row_number: number | null;
  };
  cost_model: {
    id: Generated<number>;
    public_id: string;
    name: string;
    body: JSONColumnType<object>;
    created_at: Generated<Date>;
    created_by: string;
  };
  model_timeline: {
    id: Generated<number>;
    public_id: string;
    versions: JSONColumnType<{ model: number; first: string | null; last: string | null }[]>;
    reason: string | null;
    made_at: Generated<Date>;
    made_by: string;
  };
  scenario_customer: { scenario_id: number; customer_id: number };
  scenario: {
    id: Generated<number>;
    public_id: string;
    name: string;
    note: string | null;
    body: JSONColumnType<object>;
    revision: Generated<number>;
    saved_at: Generated<Date>;
    saved_by: string;
  };
  named_view: {
    id: Generated<number>;
    public_id: string;
    name: string;
    address: string;
    note: string | null;
    revision: Generated<number>;
    saved_at: Generated<Date>;
    saved_by: string;
  };
  decision: {
    id: Generated<number>;
    customer_id: number;
    enough: boolean;
    action: string;
    owner: string;
    review_on: string;
    made_at: Generated<Date>;
    made_by: string;
  };
  value_input: {
    id: Generated<number>;
    public_id: string;
    customer_id: number;
    referrer_id: number | null;
    kind: string;
    fields: JSONColumnType<Record<string, string | number | null>>;
    made_at: Generated<Date>;
    made_by: string;
    ended_at: Date | null;
    ended_by: string | null;
  };
  closed_month: { month: string; closed_at: Generated<Date>; closed_by: string };
  change: {
    id: Generated<number>;
    made_at: Generated<Date>;
    made_by: string;
    person_id: number;
    surface: string | null;
    kind: 'write' | 'read' | 'refusal';
    what: string;
    before: JSONColumnType<object> | null;
    after: JSONColumnType<object> | null;
    customers: number[] | null;
    through: JSONColumnType<object> | null;
  };
  change_link: { sequence: number; change_id: number; previous_hash: string; hash: string };
  change_anchor: { sequence: number; hash: string };
}

/** JSON that may be missing; written as text. */
type Optional<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;

/** How a batch is read and what was decided about it. */
export type BatchOptions = Readonly<Record<string, string | number | boolean | null>>;

/** A table of a file: the member of a zip, the sheet of a workbook. */
export interface FilePart {
  readonly member?: string;
  readonly sheet?: string;
}

export type BatchState =
  | 'waiting'
  | 'reading'
  | 'checked'
  | 'kept'
  | 'unchanged'
  | 'refused'
  | 'cancelled'
  | 'interrupted'
  | 'undone'
  | 'replaced';
