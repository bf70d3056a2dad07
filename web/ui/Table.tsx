import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { InTableContext } from './explain-context.ts';
import { useNarrow } from './media.ts';
import type { Rows } from './rows.ts';
import classes from './Table.module.css';
import { TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { columnsThatFit, tracksOf } from './table-columns.ts';
import { useTableKeys } from './table-keys.ts';

export interface Sort {
  key: string;
  direction: 'ascending' | 'descending';
}

export interface Column<Row> {
  /** Also the name the sort is asked for by. */
  key: string;
  title: string;
  /** The one unit of the column, in its heading: EUR, min. */
  unit?: string | undefined;
  /** Numbers stand at the end, text at the start. */
  align?: 'start' | 'end';
  /** A track of a CSS grid: `96px`, `minmax(180px, 1fr)`. */
  width: string;
  /** Direction of the first click on the heading; without it the column cannot be sorted. */
  sort?: Sort['direction'];
  /** Stays at 390 px; with a text, in that width. */
  narrow?: boolean | string;
  /** May give way where the table has no room for all; the highest number goes first. */
  spare?: number;
  cell: (row: Row, index: number) => ReactNode;
  /** Over all rows, in a row of its own under the headings. */
  sum?: ReactNode;
}

export interface TableProps<Row> {
  /** What the rows are: the table's name for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: Rows<Row>;
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  /** Enter or a click on the row. */
  onOpen?: ((row: Row) => void) | undefined;
  /** A scroller of its own of this height; without it the table scrolls with the page. */
  height?: number | undefined;
  /** The page's main table: j and k reach it from anywhere. */
  main?: boolean | undefined;
  /** Rows are being replaced: they stand greyed until then. */
  stale?: boolean | undefined;
  empty?: ReactNode;
}

const BAR_HEIGHT = 48;

/** A table of any length: only the rows in view exist. Arrow keys, j and k walk it, Enter opens. */
export function Table<Row>(props: TableProps<Row>) {
  if (props.rows.total === 0 && props.empty) return props.empty;
  return props.height === undefined ? <PageTable {...props} /> : <BoxTable {...props} />;
}

function PageTable<Row>(props: TableProps<Row>) {
  const narrow = useNarrow();
  const body = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setMargin(Math.round((body.current?.getBoundingClientRect().top ?? 0) + scrollY));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtual = useWindowVirtualizer({
    ...sizes(props, narrow),
    scrollMargin: margin,
    scrollPaddingStart: BAR_HEIGHT + headHeight(props),
  });
  return <Grid {...props} virtual={virtual} body={body} margin={margin} />;
}

function BoxTable<Row>(props: TableProps<Row>) {
  const narrow = useNarrow();
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    ...sizes(props, narrow),
    getScrollElement: () => box.current,
    scrollPaddingStart: headHeight(props),
  });
  const height = Math.min(props.height ?? 0, virtual.getTotalSize() + headHeight(props) + 1);
  return (
    <div ref={box} className={classes.box} style={{ height }}>
      <Grid {...props} virtual={virtual} body={body} margin={0} />
    </div>
  );
}

interface GridProps<Row> extends TableProps<Row> {
  virtual: Virtualizer<Window, Element> | Virtualizer<HTMLDivElement, Element>;
  body: RefObject<HTMLDivElement | null>;
  margin: number;
}

function Grid<Row>({ virtual, body, margin, ...props }: GridProps<Row>) {
  const { rows } = props;
  const width = useWidth(body);
  const columns = columnsThatFit(props.columns, width);
  const keys = useTableKeys({
    ...props,
    columns: columns.length,
    scrollTo: index => virtual.scrollToIndex(index),
  });
  const inView = virtual.getVirtualItems();
  const first = inView[0]?.index ?? 0;
  const last = inView.at(-1)?.index ?? 0;
  const show = rows.show;
  useLayoutEffect(() => show?.(first, last), [show, first, last]);
  const tracks = { '--tracks': tracksOf(columns, width) } as CSSProperties;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that do not exist yet need the grid role and its row count
    <div
      {...keys.grid}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length}
      aria-busy={props.stale || undefined}
      className={`${classes.table} ${props.height === undefined ? classes.onPage : ''} ${props.stale ? classes.stale : ''}`}
      style={tracks}
    >
      <TableHead columns={columns} sort={props.sort} onSort={props.onSort} />
      <InTableContext value={true}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div ref={body} role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {inView.map(item => (
            <TableRow
              key={item.key}
              id={keys.rowId(item.index)}
              index={item.index}
              top={item.start - margin}
              columns={columns}
              row={rows.at(item.index)}
              active={keys.active?.row === item.index ? keys.active.cell : undefined}
              onOpen={props.onOpen}
            />
          ))}
        </div>
      </InTableContext>
    </div>
  );
}

function sizes<Row>(props: TableProps<Row>, narrow: boolean) {
  const height = narrow ? 40 : 32;
  return { count: props.rows.total, estimateSize: () => height, overscan: 12 };
}

function headHeight<Row>(props: TableProps<Row>): number {
  return props.columns.some(column => column.sum !== undefined) ? 64 : 32;
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(() => innerWidth);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    setWidth(Math.round(element.current.getBoundingClientRect().width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
