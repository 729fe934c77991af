/**
 * The `Idempotency-Key` of a form. It stays the same while the content is the same, so a retry of a lost call gets the answer of the first.
 */
export class RepeatKey {
  private body = '';
  private key = '';

  of(body: unknown): string {
    const text = JSON.stringify(body);
    if (this.key === '' || text !== this.body) {
      this.body = text;
      this.key = crypto.randomUUID();
    }
    return this.key;
  }
}
