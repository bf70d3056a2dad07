import { createContext, use } from 'react';

/** Opens the explanation of a figure by its address, such as `customer/cus_x/profit`. The shell provides it. */
export type OpenFigure = (figure: string) => void;

export const ExplainContext = createContext<OpenFigure | undefined>(undefined);

export function useOpenFigure(): OpenFigure | undefined {
  return use(ExplainContext);
}

/** True inside a table: figures there are reached by arrow keys instead of standing in the tab order one by one. */
export const InTableContext = createContext(false);
