import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { type FrameSearch, frameSearch, text } from './address.ts';
import { type LogSearch, logSearch } from './audit/log-search.ts';
import {
  type FileSearch,
  fileSearch,
  type IntakeSearch,
  intakeSearch,
  type LineageSearch,
  lineageSearch,
} from './intake-search.ts';
import { paths, readSearch, searchText } from './links.ts';
import { type ProviderSearch, providerSearch } from './people/provider-search.ts';
import { type CompanySearch, companySearch } from './profit/company-search.ts';
import { type CustomerSearch, customerSearch } from './profit/customer-search.ts';
import { type ModelSearch, modelSearch } from './profit/model/model-search.ts';
import { type PortfolioSearch, portfolioSearch } from './profit/portfolio-search.ts';
import { type ProductSearch, productSearch } from './profit/product-search.ts';
import { type ScenarioSearch, scenarioSearch } from './profit/scenario/scenario-search.ts';
import { NotFound, PageProblem, Shell } from './Shell.tsx';
import {
  type CustomerValueSearch,
  customerValueSearch,
  type ValueSearch,
  valueSearch,
} from './value/value-search.ts';
import { type WallsSearch, wallsSearch } from './walls/walls-search.ts';

const root = createRootRoute({
  component: Shell,
  errorComponent: PageProblem,
  notFoundComponent: NotFound,
  validateSearch: (raw: Record<string, unknown>): FrameSearch => frameSearch(raw),
  // The period stays when one goes from page to page; an open explanation does not.
  search: { middlewares: [retainSearchParams(['period'])] },
});

const portfolio = createRoute({
  getParentRoute: () => root,
  path: paths.portfolio,
  validateSearch: (raw: Record<string, unknown>): PortfolioSearch => portfolioSearch(raw),
  component: lazyRouteComponent(() => import('./profit/PortfolioPage.tsx'), 'PortfolioPage'),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: paths.customer,
  validateSearch: (raw: Record<string, unknown>): CustomerSearch => customerSearch(raw),
  component: lazyRouteComponent(() => import('./profit/CustomerPage.tsx'), 'CustomerPage'),
});

const company = createRoute({
  getParentRoute: () => root,
  path: paths.company,
  validateSearch: (raw: Record<string, unknown>): CompanySearch => companySearch(raw),
  component: lazyRouteComponent(() => import('./profit/CompanyPage.tsx'), 'CompanyPage'),
});

const statement = createRoute({
  getParentRoute: () => root,
  path: paths.statement,
  component: lazyRouteComponent(() => import('./profit/statement/StatementPage.tsx'), 'StatementPage'),
});

const model = createRoute({
  getParentRoute: () => root,
  path: paths.model,
  validateSearch: (raw: Record<string, unknown>): ModelSearch => modelSearch(raw),
  component: lazyRouteComponent(() => import('./profit/model/ModelPage.tsx'), 'ModelPage'),
});

const scenarios = createRoute({
  getParentRoute: () => root,
  path: paths.scenarios,
  validateSearch: (raw: Record<string, unknown>): ScenarioSearch => scenarioSearch(raw),
  component: lazyRouteComponent(() => import('./profit/scenario/ScenariosPage.tsx'), 'ScenariosPage'),
});

const expedites = createRoute({
  getParentRoute: () => root,
  path: paths.expedites,
  component: lazyRouteComponent(() => import('./profit/ExpeditesPage.tsx'), 'ExpeditesPage'),
});

const products = createRoute({
  getParentRoute: () => root,
  path: paths.products,
  validateSearch: (raw: Record<string, unknown>): ProductSearch => productSearch(raw),
  component: lazyRouteComponent(() => import('./profit/ProductsPage.tsx'), 'ProductsPage'),
});

const value = createRoute({
  getParentRoute: () => root,
  path: paths.value,
  validateSearch: (raw: Record<string, unknown>): ValueSearch => valueSearch(raw),
  component: lazyRouteComponent(() => import('./value/ValuePage.tsx'), 'ValuePage'),
});

const customerValue = createRoute({
  getParentRoute: () => root,
  path: paths.customerValue,
  validateSearch: (raw: Record<string, unknown>): CustomerValueSearch => customerValueSearch(raw),
  component: lazyRouteComponent(() => import('./value/CustomerValuePage.tsx'), 'CustomerValuePage'),
});

const intake = createRoute({
  getParentRoute: () => root,
  path: paths.intake,
  validateSearch: (raw: Record<string, unknown>): IntakeSearch => intakeSearch(raw),
  component: lazyRouteComponent(() => import('./facts/IntakePage.tsx'), 'IntakePage'),
});

const file = createRoute({
  getParentRoute: () => root,
  path: paths.file,
  validateSearch: (raw: Record<string, unknown>): FileSearch => fileSearch(raw),
  component: lazyRouteComponent(() => import('./facts/file/FilePage.tsx'), 'FilePage'),
});

const lineage = createRoute({
  getParentRoute: () => root,
  path: paths.lineage,
  validateSearch: (raw: Record<string, unknown>): LineageSearch => lineageSearch(raw),
  component: lazyRouteComponent(() => import('./facts/lineage/LineagePage.tsx'), 'LineagePage'),
});

const people = createRoute({
  getParentRoute: () => root,
  path: paths.people,
  component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: paths.account,
  component: lazyRouteComponent(() => import('./people/AccountPage.tsx'), 'AccountPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: (raw: Record<string, unknown>): { to?: string } => {
    const to = text(raw.to);
    return to ? { to } : {};
  },
  component: lazyRouteComponent(() => import('./people/SignInPage.tsx'), 'SignInPage'),
});

const provider = createRoute({
  getParentRoute: () => root,
  path: paths.provider,
  validateSearch: (raw: Record<string, unknown>): ProviderSearch => providerSearch(raw),
  component: lazyRouteComponent(() => import('./people/ProviderPage.tsx'), 'ProviderPage'),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: paths.welcome,
  validateSearch: (raw: Record<string, unknown>): { token?: string } => {
    const token = text(raw.token);
    return token ? { token } : {};
  },
  component: lazyRouteComponent(() => import('./people/WelcomePage.tsx'), 'WelcomePage'),
});

const walls = createRoute({
  getParentRoute: () => root,
  path: paths.walls,
  validateSearch: (raw: Record<string, unknown>): WallsSearch => wallsSearch(raw),
  component: lazyRouteComponent(() => import('./walls/WallsPage.tsx'), 'WallsPage'),
});

const myWalls = createRoute({
  getParentRoute: () => root,
  path: paths.myWalls,
  component: lazyRouteComponent(() => import('./walls/MyWalls.tsx'), 'MyWalls'),
});

const log = createRoute({
  getParentRoute: () => root,
  path: paths.log,
  validateSearch: (raw: Record<string, unknown>): LogSearch => logSearch(raw),
  component: lazyRouteComponent(() => import('./audit/LogPage.tsx'), 'LogPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    portfolio,
    company,
    customer,
    statement,
    model,
    scenarios,
    expedites,
    products,
    value,
    customerValue,
    intake,
    file,
    lineage,
    people,
    account,
    signIn,
    provider,
    welcome,
    walls,
    myWalls,
    log,
  ]),
  parseSearch: readSearch,
  stringifySearch: searchText,
  defaultPreload: 'intent',
  defaultErrorComponent: PageProblem,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
