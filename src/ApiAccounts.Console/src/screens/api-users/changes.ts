/**
 * How many rows came, went or moved between two lists of ids, neither of which repeats one. Where one row came, another one leaves the
 * end of the list: that is one change.
 */
export function changesBetween(shown: readonly string[], fresh: readonly string[]): number {
  const before = new Map(shown.map((id, index) => [id, index]));
  const common = fresh.flatMap((id) => before.get(id) ?? []);
  const came = fresh.length - common.length;
  const went = shown.length - common.length;
  return Math.max(came, went) + common.length - longestRise(common);
}

/** The length of the longest part that is in order already: what is left over has moved. */
function longestRise(numbers: readonly number[]): number {
  // ends[n] is the smallest number that a rise of n + 1 numbers can end with.
  const ends: number[] = [];
  for (const number of numbers) {
    const place = ends.findIndex((end) => end >= number);
    if (place === -1) ends.push(number);
    else ends[place] = number;
  }
  return ends.length;
}
