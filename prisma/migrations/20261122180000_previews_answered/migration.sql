-- An answer promises that the address which it names is good for a while: until then its preview stays, whatever its session remembers.
ALTER TABLE "preview" ADD COLUMN "answered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
