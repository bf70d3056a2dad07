/** What can be named in a request; of what there is not, ids of the same form. */
export interface Target {
  /** Public ids, and the customer's number in the source system. */
  readonly customer: string;
  readonly customerKey: string;
  readonly batch: string;
  readonly file: string;
  readonly scenario: string;
  readonly view: string;
  /** What a view of the customer is called. */
  readonly viewName: string;
  readonly product: string;
  readonly conflictClass: string;
  readonly grant: string;
  readonly breakGlass: string;
  readonly model: string;
  /** Something stated of the customer. */
  readonly valueInput: string;
}
