#!/usr/bin/env python3
"""Installs the build for the other tests here."""

import os
import shutil

from installed import BUILD, FIRST, FOLDER, PREFIX, run, tool

shutil.rmtree(FOLDER, ignore_errors=True)
run(tool("CMAKE"), "--install", BUILD, "--prefix", FIRST)
os.rename(FIRST, PREFIX)
