const MICRO_DIGITS = 6;

/** The exact sum of decimals as they come over the wire: sumOfDecimals(['0.1', '-0.3']) → "-0.2" */
export function sumOfDecimals(values: readonly string[]): string {
  const sum = values.reduce((total, value) => total + microsOf(value), 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(MICRO_DIGITS + 1, '0');
  const fraction = digits.slice(-MICRO_DIGITS).replace(/0+$/, '');
  const text = digits.slice(0, -MICRO_DIGITS) + (fraction && `.${fraction}`);
  return sum < 0n ? `-${text}` : text;
}

function microsOf(value: string): bigint {
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(MICRO_DIGITS, '0'));
  return value.startsWith('-') ? -size : size;
}
