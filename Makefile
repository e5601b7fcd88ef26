# The few commands that a newcomer needs; each says what it does.

PORT ?= 8080
DATA ?= .demo
LINLI = .build/release/linli
FAULTS ?=
TARGET ?=
SECONDS_EACH ?= 60
REPLAY ?= .replay

.PHONY: demo demo-reset build test replay bench faults fuzz sanitize setup setup-test format lint

demo: build  ## Start the demo neighbourhood on http://127.0.0.1:$(PORT)/
	@$(LINLI) demo --data $(DATA)
	@exec $(LINLI) serve --data $(DATA) --port $(PORT)

demo-reset:  ## Throw the demo neighbourhood away and start over
	rm -rf $(DATA)
	@$(MAKE) --no-print-directory demo

build: setup  ## Build the release binary at .build/release/linli
	swift build -c release --product linli

setup:
	@scripts/setup.sh build

setup-test:
	@scripts/setup.sh test

test: setup-test  ## Run every test: Swift, then the browser
	@scripts/test.sh

replay: build  ## Play the reported years of places again, and hold the record against the reports
	@rm -rf $(REPLAY)
	@$(LINLI) replay --all --data $(REPLAY)

bench: build  ## Measure this machine and write the tables of docs/performance.md
	@scripts/setup.sh bench
	@benchmarks/run.py
	@benchmarks/postgres.py

faults: build  ## Kill it, fill its disk, damage its file, move its clock: see docs/faults.md
	@python3 faults/run.py $(FAULTS)

fuzz: setup  ## Fuzz every parser for $(SECONDS_EACH) seconds each, or one: make fuzz TARGET=csv
	@scripts/fuzz.sh "$(TARGET)" $(SECONDS_EACH)

sanitize: setup  ## Run the tests of the kernel, storage and actions under the sanitizers
	@scripts/sanitize.sh

format:  ## Format the Swift sources
	swift format -i -r Package.swift Sources Tests

lint:  ## Check the format, as CI does
	swift format lint --strict -r Package.swift Sources Tests
