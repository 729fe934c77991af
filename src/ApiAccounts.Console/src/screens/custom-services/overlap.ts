/** The days that a spin button has after a change: a whole number from 0 to 30. What is no number changes nothing. */
export function overlapOf(data: { value?: number | null; displayValue?: string }, previous: number): number {
  const typed = data.value ?? Number.parseInt(data.displayValue ?? '', 10);
  return Number.isFinite(typed) ? Math.min(30, Math.max(0, Math.round(typed))) : previous;
}
