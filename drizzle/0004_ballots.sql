ALTER TABLE "ballot" DROP CONSTRAINT "ballot_community_id_round_id_round_community_id_id_fk";
--> statement-breakpoint
ALTER TABLE "round_roll" DROP CONSTRAINT "round_roll_community_id_round_id_round_community_id_id_fk";
--> statement-breakpoint
DROP INDEX "round_announced";--> statement-breakpoint
CREATE INDEX "round_announced" ON "round" USING btree ("community_id","announced_at") WHERE announced_at is not null;--> statement-breakpoint
CREATE FUNCTION "round_is_there"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT "community_id", "round_id" FROM "fresh") "asked" WHERE NOT EXISTS (SELECT FROM "round" WHERE "round"."community_id" = "asked"."community_id" AND "round"."id" = "asked"."round_id")) THEN
    RAISE foreign_key_violation USING MESSAGE = format('a row of %s is for a round that is not there', TG_TABLE_NAME);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "ballot_of_round" AFTER INSERT ON "ballot" REFERENCING NEW TABLE AS "fresh" FOR EACH STATEMENT EXECUTE FUNCTION "round_is_there"();--> statement-breakpoint
CREATE TRIGGER "roll_of_round" AFTER INSERT ON "round_roll" REFERENCING NEW TABLE AS "fresh" FOR EACH STATEMENT EXECUTE FUNCTION "round_is_there"();--> statement-breakpoint
CREATE FUNCTION "round_leaves_nothing"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "gone" JOIN "ballot" ON "ballot"."community_id" = "gone"."community_id" AND "ballot"."round_id" = "gone"."id")
    OR EXISTS (SELECT FROM "gone" JOIN "round_roll" ON "round_roll"."community_id" = "gone"."community_id" AND "round_roll"."round_id" = "gone"."id") THEN
    RAISE foreign_key_violation USING MESSAGE = 'a round with ballots or a roll is not taken away';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "round_leaves_nothing" AFTER DELETE ON "round" REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "round_leaves_nothing"();--> statement-breakpoint
CREATE FUNCTION "round_keeps_its_name"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE foreign_key_violation USING MESSAGE = 'a round keeps its name';
END $$;--> statement-breakpoint
CREATE TRIGGER "round_keeps_its_name" BEFORE UPDATE OF "community_id", "id" ON "round" FOR EACH ROW EXECUTE FUNCTION "round_keeps_its_name"();
