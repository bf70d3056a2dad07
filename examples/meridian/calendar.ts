/** The two years of the example, in working days: offices and carriers rest at weekends and around New Year. */
export const FIRST_DAY = '2024-01-02';
const LAST_DAY = '2025-12-30';

export const MONTHS: readonly string[] = [2024, 2025].flatMap(year =>
  Array.from({ length: 12 }, (_, month) => `${year}-${two(month + 1)}`),
);

/** Orders of the quarter before are in no file, but they are paid late, returned and complained about in 2024. */
export const ORDER_MONTHS: readonly string[] = ['2023-10', '2023-11', '2023-12', ...MONTHS];

const WORKING_DAYS: readonly string[] = workingDays();

const POSITION = new Map(WORKING_DAYS.map((day, index) => [day, index]));
const DAYS_OF_MONTH = new Map(
  ORDER_MONTHS.map(month => [month, WORKING_DAYS.filter(day => day.startsWith(month))]),
);

export function workingDaysOf(month: string): readonly string[] {
  return DAYS_OF_MONTH.get(month) ?? [];
}

/** `days` working days after `day`, or undefined when that lies after the end: what has not happened is not known. */
export function workingDayAfter(day: string, days: number): string | undefined {
  return WORKING_DAYS[(POSITION.get(day) as number) + days];
}

function workingDays(): string[] {
  const days: string[] = [];
  let weekday = 0; // 2023-10-01 was a Sunday
  for (const month of ORDER_MONTHS) {
    for (let day = 1; day <= lengthOf(month); day++, weekday = (weekday + 1) % 7) {
      const text = `${month}-${two(day)}`;
      if (weekday !== 0 && weekday !== 6 && text <= LAST_DAY && !isHoliday(text)) days.push(text);
    }
  }
  return days;
}

/** The days on which nobody in any of the four countries works. */
function isHoliday(day: string): boolean {
  const ofYear = day.slice(5);
  const easterMonday = day === '2024-04-01' || day === '2025-04-21';
  return easterMonday || ofYear === '01-01' || ofYear === '05-01' || ofYear === '12-25' || ofYear === '12-26';
}

function lengthOf(month: string): number {
  if (month === '2024-02') return 29;
  if (month.endsWith('-02')) return 28;
  return ['04', '06', '09', '11'].includes(month.slice(5)) ? 30 : 31;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
