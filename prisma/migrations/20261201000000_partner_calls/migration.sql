-- CreateTable
CREATE TABLE "partner_pause" (
    "project_id" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "resumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "partner_pause_pkey" PRIMARY KEY ("project_id","partner")
);

-- CreateTable
CREATE TABLE "partner_call" (
    "partner" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_call_pkey" PRIMARY KEY ("partner","idempotency_key")
);

-- CreateTable
CREATE TABLE "partner_file" (
    "partner" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,

    CONSTRAINT "partner_file_pkey" PRIMARY KEY ("partner","message_id")
);
