/** The `Idempotency-Key` of a form: the same while the same is sent, so that a retry of a lost call is the same call, with the same answer. */
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
