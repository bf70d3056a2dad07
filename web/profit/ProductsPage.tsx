import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ProductMap, productCellEndpoints } from '../../contract/product-cells.ts';
import { usePeriod, useTrail } from '../address.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import buttons from '../ui/Button.module.css';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useNarrow } from '../ui/media.ts';
import { countText, shortText } from '../ui/number-text.ts';
import { Problem } from '../ui/Problem.tsx';
import { periodText } from '../ui/period-choices.ts';
import { usePlace } from '../ui/place.ts';
import { SearchField } from '../ui/SearchField.tsx';
import { Section } from '../ui/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CellPanel } from './CellPanel.tsx';
import { CustomerFilters } from './CustomerFilters.tsx';
import { LossCells } from './LossCells.tsx';
import { ProductMapTable } from './ProductMapTable.tsx';
import classes from './Products.module.css';
import { isWhole, selectionIn } from './portfolio-search.ts';
import { cellIn, type ProductSearch } from './product-search.ts';

const route = getRouteApi('/products');

const SIZE = { customers: 30, products: 16 };

/** Which product loses money with whom: the heat map, the cells that lose, and what could be done about one. */
export function ProductsPage() {
  usePlace('Customers × products');
  const period = usePeriod();
  const search = route.useSearch();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const { trail } = useTrail();
  const { cell: opened, customer, product, first: by } = search;
  const which = { ...selectionIn(search), customer, product, by };
  const asked = useQuery({
    ...reading(productCellEndpoints.productMap, { query: { period, ...which, ...SIZE } }),
    placeholderData: keepPreviousData,
  });
  const map = asked.data;
  const change = (next: Partial<ProductSearch>) =>
    void navigate({
      to: paths.products,
      search: before => ({ ...before, ...next }),
      resetScroll: false,
      replace: 'search' in next || 'product' in next,
    });
  const open = (cell: string) => change({ cell });
  if (asked.error) {
    return (
      <Problem
        title="The cells could not be read"
        error={asked.error}
        retry={() => void asked.refetch()}
        action={<Link to={paths.products}>All customers</Link>}
      />
    );
  }
  if (!map) return <Skeleton height={720} label="Reading customers and products" />;
  const cell = cellIn(opened ?? '');
  // Explain takes the panel's place, and gives it back when it closes.
  const besides = cell !== undefined && trail.length === 0;
  const losses = <LossCells search={search} currency={map.currency} open={open} />;
  return (
    <div className={besides ? classes.besides : undefined}>
      <Filters search={search} change={change} map={map} />
      {map.customersTotal === 0 ? (
        <Nothing search={search} change={change} />
      ) : (
        <>
          {narrow && losses}
          <Section
            title={mapSentence(map)}
            note={`${countText(map.products.length)} of ${countText(map.productsTotal)} products`}
          >
            <ProductMapTable map={map} opened={opened} open={open} />
          </Section>
          {!narrow && losses}
        </>
      )}
      {besides && <CellPanel {...cell} close={() => change({ cell: undefined })} />}
    </div>
  );
}

/** "30 of 577 customers: 2.61 M of the 5.00 M EUR that all of them earn" */
function mapSentence({ rows, customersTotal, shown, all, currency }: ProductMap): string {
  if (rows.length === 1 && customersTotal === 1) return `${rows[0]?.name}, product by product`;
  const profit = `${shortText(shown.total.profit)} of ${shortText(all.profit)} ${currency} profit`;
  return `${countText(rows.length)} of ${countText(customersTotal)} customers: ${profit}`;
}

interface FiltersProps {
  search: ProductSearch;
  change: (next: Partial<ProductSearch>) => void;
  map: ProductMap;
}

function Filters({ search, change, map }: FiltersProps) {
  const [only] = map.rows;
  return (
    <div className={classes.filters}>
      {search.customer !== undefined ? (
        <Button onClick={() => change({ customer: undefined })}>
          {only && map.customersTotal === 1 ? `${only.name} alone` : 'One customer alone'}: show all
        </Button>
      ) : (
        <CustomerFilters search={search} change={change} />
      )}
      <search aria-label="Filter products">
        <SearchField
          label="Search products"
          placeholder="Product or group"
          typed={search.product ?? ''}
          change={typed => change({ product: typed || undefined })}
        />
      </search>
      <SelectField
        label="Which come first"
        labelHidden
        value={search.first ?? ''}
        choices={[
          { value: '', text: 'Largest first' },
          { value: 'loss', text: 'Most loss first' },
        ]}
        onChange={event => change({ first: event.target.value === 'loss' ? 'loss' : undefined })}
      />
    </div>
  );
}

function Nothing({ search, change }: Pick<FiltersProps, 'search' | 'change'>) {
  const period = usePeriod();
  const navigate = useNavigate();
  const filtered = !isWhole(search);
  const clear = () => change({ where: undefined, sign: undefined, search: undefined });
  const all = () => void navigate({ to: '.', search: before => ({ ...before, period: undefined }) });
  if (filtered)
    return (
      <Empty
        title="No customer passes the filter"
        action={<Button onClick={clear}>Clear the filter</Button>}
      />
    );
  return (
    <Empty
      title={period === 'all' ? 'No order lines yet' : `No facts in ${periodText(period)}`}
      action={
        period === 'all' ? (
          <Link to={paths.intake} className={`${buttons.button} ${buttons.primary}`}>
            Import order lines
          </Link>
        ) : (
          <Button onClick={all}>Show all months</Button>
        )
      }
    >
      What each customer’s trade in each product earned will stand here, and what could be done where it
      loses.
    </Empty>
  );
}
