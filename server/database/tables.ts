import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** The operational store's tables as the application sees them; the migrations define them. */
export interface Tables {
  book: {
    company: string | null;
    currency: string | null;
    time_zone: string | null;
    fiscal_start_month: number | null;
    home_country: string | null;
    revision: number;
    model_id: number | null;
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
    options: JSONColumnType<Record<string, string | number | null>>;
    created_at: Generated<Date>;
    created_by: string;
    kept_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    undone_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    undone_by: ColumnType<string | null, string | null | undefined, string | null>;
  };
  batch_problem: {
    batch_id: number;
    row_number: number;
    field: string;
    what: string;
    mend: string;
    row_text: string;
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
  };
  cost_model: {
    id: Generated<number>;
    public_id: string;
    name: string;
    body: JSONColumnType<object>;
    created_at: Generated<Date>;
    created_by: string;
  };
  closed_month: { month: string; closed_at: Generated<Date>; closed_by: string };
  change: {
    id: Generated<number>;
    made_at: Generated<Date>;
    made_by: string;
    what: string;
    before: JSONColumnType<object> | null;
    after: JSONColumnType<object> | null;
  };
}

export type BatchState = 'waiting' | 'reading' | 'kept' | 'unchanged' | 'refused' | 'undone' | 'interrupted';
